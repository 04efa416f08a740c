import { describe, expect, it } from 'vitest'
import type { Container } from '../../../contract/containers/model'
import type { PublishedPort } from '../../../contract/containers/run'
import { portConflicts, portsToCheck } from './port-conflicts'

const publishing = (name: string, ...ports: Container['ports']): Container => ({
  id: name.padEnd(64, '0'),
  name,
  image: 'web',
  imageId: 'sha256:1',
  command: '',
  state: 'running',
  status: 'Up',
  created: 0,
  ports,
  labels: {},
  networks: [],
  volumes: []
})
const tcp = (host: number | undefined, ip?: string): PublishedPort => ({ host, container: 80, protocol: 'tcp', ip })

describe('portConflicts', () => {
  const web = publishing(
    'web',
    { ip: '0.0.0.0', private: 80, public: 8080, protocol: 'tcp' },
    { ip: '::', private: 80, public: 8080, protocol: 'tcp' }
  )
  const next = publishing('next', { ip: '127.0.0.1', private: 80, public: 8081, protocol: 'tcp' })

  it('names who holds a port and the next one that nobody holds', () => {
    expect(portConflicts([[tcp(8080)]], [web, next])).toEqual([
      { port: 8080, holder: { kind: 'container', id: web.id, name: 'web' }, free: '8082' }
    ])
  })
  it('leaves alone what does not clash: another protocol, another address, no host port, a port only exposed', () => {
    expect(
      portConflicts([[{ ...tcp(8080), protocol: 'udp' }], [tcp(undefined)], [tcp(8081, '10.0.0.1')], []], [web, next])
    ).toEqual([undefined, undefined, undefined, undefined])
    expect(portConflicts([[tcp(80)]], [publishing('exposed', { private: 80, protocol: 'tcp' })])).toEqual([undefined])
  })
  it('sees the same port asked for twice, at the second row, and offers one that no row has', () => {
    expect(portConflicts([[tcp(9000)], [tcp(9000)], [tcp(9001)]], [])).toEqual([
      undefined,
      { port: 9000, holder: { kind: 'row' }, free: '9002' },
      undefined
    ])
  })
  it('moves a range as a whole, and lets the engine choose within one that has a free port', () => {
    expect(portConflicts([[tcp(8079), tcp(8080)]], [web, next])[0]).toMatchObject({ port: 8080, free: '8082-8083' })
    expect(portConflicts([[{ ...tcp(8080), hostLast: 8082 }]], [web, next])).toEqual([undefined])
    expect(portConflicts([[{ ...tcp(8080), hostLast: 8081 }]], [web, next])[0]).toMatchObject({ free: '8082-8083' })
  })
  it('offers none above the last port', () => {
    const last = publishing('last', { private: 80, public: 65535, protocol: 'tcp' })
    expect(portConflicts([[tcp(65535)]], [last])[0]?.free).toBeUndefined()
  })
  it("names the program that has a port, offers none that another has, and leaves what is a container's to that", () => {
    const machine = [
      { ip: '', port: 3000, protocol: 'tcp', program: 'node' },
      { ip: '', port: 3001, protocol: 'tcp' },
      { ip: '', port: 8080, protocol: 'tcp', program: 'docker-proxy' }
    ] as const
    expect(portConflicts([[tcp(3000)], [tcp(3001)], [tcp(8080)]], [web, next], machine)).toEqual([
      { port: 3000, holder: { kind: 'program', name: 'node' }, free: '3002' },
      { port: 3001, holder: { kind: 'program', name: undefined }, free: '3002' },
      { port: 8080, holder: { kind: 'container', id: web.id, name: 'web' }, free: '8082' }
    ])
  })
})

describe('portsToCheck', () => {
  it('asks for what is wanted and some above it, each once, and no more than may be asked', () => {
    const asked = portsToCheck([[tcp(9000)], [tcp(9000)], [tcp(undefined)], [tcp(65_535)]], 2_000)
    expect(asked.map(({ port }) => port)).toEqual([...Array.from({ length: 22 }, (_, index) => 9000 + index), 65_535])
    expect(portsToCheck([[tcp(1), { ...tcp(1), hostLast: 60_000 }]], 100)).toHaveLength(100)
    expect(portsToCheck([[{ ...tcp(80), protocol: 'sctp' }]], 100)).toEqual([])
  })
})
