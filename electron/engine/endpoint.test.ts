import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatEndpoint, hostHeader, parseEndpoint } from './endpoint'
import { FailureError } from './failure-error'

const tcp = { kind: 'tcp', basePath: '' }

describe('endpoints', () => {
  it.each([
    ['unix:///run/user/1000/docker.sock', { kind: 'unix', path: '/run/user/1000/docker.sock' }],
    ['unix://', { kind: 'unix', path: '/var/run/docker.sock' }],
    ['unix:///a folder/é.sock', { kind: 'unix', path: '/a folder/é.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'pipe', path: '\\\\.\\pipe\\docker_engine' }],
    ['npipe://', { kind: 'pipe', path: '\\\\.\\pipe\\docker_engine' }],
    ['tcp://10.0.0.1:2375', { ...tcp, host: '10.0.0.1', port: 2375 }],
    ['tcp://docker.example.com', { ...tcp, host: 'docker.example.com', port: 2375 }],
    ['tcp://[::1]:4000', { ...tcp, host: '::1', port: 4000 }],
    ['tcp://', { ...tcp, host: 'localhost', port: 2375 }],
    ['tcp://:4000', { ...tcp, host: 'localhost', port: 4000 }],
    ['tcp://bücher.example:1', { ...tcp, host: 'xn--bcher-kva.example', port: 1 }],
    ['docker.example.com:99', { ...tcp, host: 'docker.example.com', port: 99 }],
    ['tcp://proxy:80/engines/a/', { ...tcp, host: 'proxy', port: 80, basePath: '/engines/a' }],
    ['https://docker.example.com', { ...tcp, host: 'docker.example.com', port: 2376, tls: { verify: true } }],
    ['vsock://3', { kind: 'unsupported', scheme: 'vsock', address: 'vsock://3' }],
    ['ssh://me@host', { kind: 'ssh', user: 'me', host: 'host' }]
  ])('reads %s', (address, expected) => {
    expect(parseEndpoint(address)).toEqual(expected)
  })

  it('uses the port of TLS where there is TLS', () => {
    expect(parseEndpoint('tcp://host', { verify: true })).toMatchObject({ port: 2376, tls: { verify: true } })
  })

  it('says what it cannot read', () => {
    expect(() => parseEndpoint('tcp://host:99999')).toThrow(FailureError)
    expect(() => parseEndpoint('tcp://a b')).toThrow('Not an engine’s address: tcp://a b'.replace('’', "'"))
  })

  it('writes what it read, so that it reads the same again', () => {
    const host = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`)
    )
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65_535 }), (name, port) => {
        const once = parseEndpoint(`tcp://${name}:${port}`)
        expect(parseEndpoint(formatEndpoint(once))).toEqual(once)
        expect(new URL(`http://${hostHeader(once)}`).port || '80').toBe(String(port))
      })
    )
    for (const address of ['unix:///x.sock', 'npipe:////./pipe/x', 'ssh://a'])
      expect(formatEndpoint(parseEndpoint(address))).toBe(address)
  })

  it('reads anything at all, or says that it cannot', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          formatEndpoint(parseEndpoint(text))
        } catch (error) {
          expect(error).toBeInstanceOf(FailureError)
        }
      })
    )
  })
})
