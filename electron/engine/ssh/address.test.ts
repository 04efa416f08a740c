import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSshAddress, parseSshAddress } from './address'

describe('an address of an engine behind ssh', () => {
  it.each([
    ['host', { host: 'host' }],
    ['ada@host', { user: 'ada', host: 'host' }],
    ['ada@host:2222', { user: 'ada', host: 'host', port: 2222 }],
    ['host/run/user/1000/docker.sock', { host: 'host', path: '/run/user/1000/docker.sock' }],
    ['host/', { host: 'host' }],
    ['host:', { host: 'host' }],
    ['ada@[fe80::1%25eth0]:22', { user: 'ada', host: 'fe80::1%eth0', port: 22 }],
    ['Build_Box', { host: 'Build_Box' }],
    ['CORP%5Cada@host', { user: 'CORP\\ada', host: 'host' }],
    ['host/a%20b.sock', { host: 'host', path: '/a b.sock' }]
  ])('%s', (text, address) => {
    expect(parseSshAddress(text)).toEqual({ user: undefined, port: undefined, path: undefined, ...address })
  })

  // What docker 28 says of the same.
  it.each([
    ['u:p@h', 'plain-text password is not supported'],
    ['h?x=1', 'query parameters are not allowed: "x=1"'],
    ['h#f', 'fragments are not allowed: "f"'],
    ['', 'hostname is empty'],
    ['-oProxyCommand=touch%20x', 'hostname contains invalid characters'],
    ['-h', 'hostname contains invalid characters'],
    ['a$(b)', 'hostname contains invalid characters'],
    ['a;b', 'hostname contains invalid characters'],
    ['-l@h', 'remote username contains invalid characters'],
    ['a%60b%60@h', 'remote username contains invalid characters'],
    ['h:abc', 'invalid port ":abc" after host'],
    ['h:0', 'invalid port'],
    ['h:65536', 'invalid port'],
    ['h/a%00b', 'the path contains invalid characters'],
    ['h/%zz', 'invalid URL escape']
  ])('%s is refused', (text, words) => {
    expect(() => parseSshAddress(text)).toThrow(words)
  })

  it('reads what it wrote', () => {
    const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6())
    const address = fc.record({
      user: fc.option(fc.stringMatching(/^[a-z_][a-z0-9_.\\@%-]{0,20}[a-z]$/), { nil: undefined }),
      host,
      port: fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }),
      path: fc.option(fc.stringMatching(/^\/[a-z ?#%/.é]{0,20}[a-z]$/), { nil: undefined })
    })
    fc.assert(
      fc.property(address, (one) => {
        expect(parseSshAddress(formatSshAddress(one).slice('ssh://'.length))).toEqual(one)
      })
    )
  })

  it('never fails but by its own words', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          const { host } = parseSshAddress(text)
          expect(host).not.toMatch(/^-|\s/)
        } catch (error) {
          expect((error as Error).message).toMatch(/ssh host connection is not valid|invalid URL escape/)
        }
      })
    )
  })
})
