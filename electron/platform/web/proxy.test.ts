import { describe, expect, it } from 'vitest'
import { proxyFor, type ProxySetting } from './proxy'

const environment: ProxySetting = { kind: 'environment', url: '' }
const through = (target: string, variables: Record<string, string>, setting = environment): string | undefined =>
  proxyFor(new URL(target), setting, variables)?.host

describe('the proxy', () => {
  it('is what the environment says for the scheme, in either case', () => {
    const variables = { HTTPS_PROXY: 'http://secure:3128', http_proxy: 'plain:3129' }
    expect(through('https://hub.docker.com/', variables)).toBe('secure:3128')
    expect(through('http://hub.docker.com/', variables)).toBe('plain:3129')
    expect(through('https://hub.docker.com/', { ALL_PROXY: 'http://all:1' })).toBe('all:1')
    expect(through('https://hub.docker.com/', {})).toBeUndefined()
    expect(through('https://hub.docker.com/', { https_proxy: 'socks5://x:1080' })).toBeUndefined()
    expect(through('https://hub.docker.com/', { https_proxy: 'http://[' })).toBeUndefined()
  })

  it.each([
    ['*', true],
    ['docker.com', true],
    ['.docker.com', true],
    ['*.docker.com', true],
    ['hub.docker.com', true],
    ['hub.docker.com:443', true],
    ['hub.docker.com:80', false],
    ['ocker.com', false],
    ['example.com, HUB.docker.com', true],
    ['10.0.0.0/8', false],
    ['', false]
  ])('NO_PROXY=%s: left out %s', (list, leftOut) => {
    expect(through('https://hub.docker.com/', { https_proxy: 'p:1', no_proxy: list }) === undefined).toBe(leftOut)
  })

  it('is not asked for addresses in a range, nor for this machine', () => {
    const variables = { http_proxy: 'p:1', no_proxy: '10.0.0.0/8,192.168.1.7' }
    expect(through('http://10.200.3.4/', variables)).toBeUndefined()
    expect(through('http://11.0.0.1/', variables)).toBe('p:1')
    expect(through('http://192.168.1.7/', variables)).toBeUndefined()
    for (const here of ['http://127.0.0.1:5000/', 'http://localhost/', 'http://[::1]:80/'])
      expect(through(here, variables)).toBeUndefined()
  })

  it('is the one that a person has set, or none at all', () => {
    const variables = { https_proxy: 'p:1', no_proxy: '*' }
    expect(through('https://hub.docker.com/', variables, { kind: 'custom', url: 'http://mine:8080' })).toBe('mine:8080')
    expect(through('http://127.0.0.1/', {}, { kind: 'custom', url: 'http://mine:8080' })).toBeUndefined()
    expect(through('https://hub.docker.com/', { https_proxy: 'p:1' }, { kind: 'none', url: '' })).toBeUndefined()
  })
})
