import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAddress, parsePortNumber, parsePorts, portText } from './port'
import { runOptions } from './test-arbitraries'

describe('ports', () => {
  it('are read back from what is written', () => {
    fc.assert(
      fc.property(runOptions, ({ ports }) => {
        for (const port of ports) expect(parsePorts(portText(port))).toEqual({ ok: true, ports: [port] })
      })
    )
  })

  it('of a range of the host are one of it, or one each', () => {
    expect(parsePorts('8000-8010:80')).toEqual({
      ok: true,
      ports: [{ host: 8000, hostLast: 8010, container: 80, protocol: 'tcp' }]
    })
    expect(parsePorts('8000-8000:80')).toEqual({ ok: true, ports: [{ host: 8000, container: 80, protocol: 'tcp' }] })
    expect(parsePorts('127.0.0.1:8000-8001:80-81/udp')).toMatchObject({ ports: [{ host: 8000 }, { host: 8001 }] })
    expect(parsePorts('8000-8010:80-81')).toMatchObject({ problem: { kind: 'ranges' } })
  })

  it('may be said in fields', () => {
    expect(parsePorts('published=8080,target=80,protocol=udp')).toEqual(parsePorts('8080:80/udp'))
    expect(parsePorts('target=80')).toEqual(parsePorts('80'))
    expect(parsePorts('published=8080,80')).toMatchObject({ problem: { kind: 'field' } })
  })

  it.each([
    ['', 'empty'],
    ['80:', 'empty'],
    ['/udp', 'empty'],
    ['0', 'number'],
    ['65536', 'number'],
    ['-1', 'number'],
    ['1-', 'number'],
    ['9-8', 'number'],
    ['80.5', 'number'],
    ['a:80', 'number'],
    ['[::1:80:80', 'address'],
    ['1.2.3:80:80', 'address'],
    ['80/http', 'protocol']
  ])('cannot be %j', (text, kind) => {
    expect(parsePorts(text)).toMatchObject({ ok: false, problem: { kind } })
  })

  it('take every address that is one, and no other', () => {
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => isAddress(address)))
    for (const address of [
      '::',
      '::1',
      '1::',
      'fe80::1',
      '::ffff:1.2.3.4',
      '1:2:3:4:5:6:7:8',
      '1:2:3:4:5:6:1.2.3.4',
      '0.0.0.0'
    ])
      expect(isAddress(address), address).toBe(true)
    for (const text of [
      '',
      ':',
      ':::',
      '1::2::3',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '12345::',
      'g::',
      '1.2.3',
      '256.1.1.1',
      '01.2.3.4',
      '1.2.3.4.5',
      '::1.2.3.4:1',
      '1:'
    ])
      expect(isAddress(text), text).toBe(false)
  })

  it('in a field are a number in range', () => {
    expect(parsePortNumber(' 8080 ')).toBe(8080)
    expect(parsePortNumber('0')).toBeUndefined()
    expect(parsePortNumber('0', { zero: true })).toBe(0)
    for (const text of ['', '70000', '1e3', '-1', '80a']) expect(parsePortNumber(text)).toBeUndefined()
  })
})
