import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answers, heldPorts } from './held-ports'
import { heldOf, readTable } from './sockets-table'

const header =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                 '
const line = (local: string, state: string, inode: number, remote = '00000000:0000') =>
  `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 100 0 0 10 0`

describe("the kernel's tables", () => {
  it('tell what listens, and where', () => {
    const text = [
      header,
      line('0100007F:1F90', '0A', 11),
      line('00000000:0050', '0A', 12),
      line('0100007F:0050', '01', 13, '0100007F:C350'),
      ''
    ].join('\n')
    expect(readTable(text, 'tcp')).toEqual([
      { ip: '127.0.0.1', port: 8080, protocol: 'tcp', inode: '11' },
      { ip: '', port: 80, protocol: 'tcp', inode: '12' }
    ])
  })
  it('tell it of IPv6, and of IPv4 in it', () => {
    const text = [
      header,
      line('00000000000000000000000000000000:0035', '07', 1),
      line('00000000000000000000000001000000:0036', '07', 2),
      line('0000000000000000FFFF00000100007F:0037', '07', 3)
    ].join('\n')
    expect(readTable(text, 'udp').map(({ ip, port }) => [ip, port])).toEqual([
      ['', 53],
      ['::1', 54],
      ['127.0.0.1', 55]
    ])
  })
  it('make nothing of what is no such line', () => {
    expect(readTable('', 'tcp')).toEqual([])
    expect(readTable('what\n 0: x y z\n', 'tcp')).toEqual([])
  })
})

describe('what is held', () => {
  const at = (ip: string, port: number, protocol: 'tcp' | 'udp' = 'tcp') => ({ ip, port, protocol })
  it('is what somebody listens at, there or everywhere', () => {
    const listening = [
      { ...at('127.0.0.1', 80), inode: '1' },
      { ...at('', 81), inode: '2' }
    ]
    const wanted = [at('', 80), at('10.0.0.1', 80), at('10.0.0.1', 81), at('', 80, 'udp'), at('', 82)]
    expect(heldOf(wanted, listening).map(({ ip, port, inode }) => [ip, port, inode])).toEqual([
      ['', 80, '1'],
      ['10.0.0.1', 81, '2']
    ])
  })
})

describe('this machine', () => {
  let tcp: Server
  let udp: Socket
  beforeEach(async () => {
    tcp = createServer().listen(0, '127.0.0.1')
    udp = createSocket('udp4').bind(0, '127.0.0.1')
    await Promise.all([once(tcp, 'listening'), once(udp, 'listening')])
  })
  afterEach(() => {
    tcp.close()
    udp.close()
  })

  it('says which of its ports a program has, and which program', async () => {
    const { port } = tcp.address() as AddressInfo
    const held = await heldPorts([{ ip: '', port, protocol: 'tcp' }])
    expect(held).toMatchObject([{ port, protocol: 'tcp' }])
    // Elsewhere the system does not say.
    if (process.platform === 'linux') expect(held[0]?.program).toBeTruthy()
    expect(await answers(port)).toBe(true)
    tcp.close()
    await once(tcp, 'close')
    expect(await heldPorts([{ ip: '', port, protocol: 'tcp' }])).toEqual([])
    expect(await answers(port)).toBe(false)
  })

  it.runIf(process.platform === 'linux')('says it of UDP too, which answers nobody', async () => {
    const { port } = udp.address()
    expect(await heldPorts([{ ip: '127.0.0.1', port, protocol: 'udp' }])).toMatchObject([{ port }])
    expect(await heldPorts([{ ip: '', port, protocol: 'tcp' }])).toEqual([])
  })
})
