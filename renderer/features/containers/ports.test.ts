import { describe, expect, it } from 'vitest'
import { portViews, remoteHost } from './ports'

describe('links to published ports', () => {
  it.each([
    ['unix:///var/run/docker.sock', undefined],
    ['npipe:////./pipe/docker_engine', undefined],
    ['tcp://10.0.0.7:2376', '10.0.0.7'],
    ['tcp://localhost:2375', undefined],
    ['tcp://127.0.0.1:2375', undefined],
    ['tcp://[fd00::1]:2376', 'fd00::1'],
    ['ssh://me@harbour.example', 'harbour.example'],
    ['ssh://me@harbour.example:2222', 'harbour.example'],
    ['', undefined]
  ])('of %s go to %s', (endpoint, host) => expect(remoteHost(endpoint)).toBe(host))

  it('go to the host that a name of ssh’s config stands for', () => {
    expect(remoteHost('ssh://me@builder', '10.0.0.5')).toBe('10.0.0.5')
    expect(remoteHost('ssh://me@tunnel', '127.0.0.1')).toBeUndefined()
  })

  const url = (ip: string, remote?: string) =>
    portViews([{ ip, private: 80, public: 8080, protocol: 'tcp' }], remote)[0]?.url

  it('lead to the engine’s host', () => {
    expect(url('0.0.0.0')).toBe('http://localhost:8080')
    expect(url('0.0.0.0', 'harbour')).toBe('http://harbour:8080')
    expect(url('::', 'fd00::1')).toBe('http://[fd00::1]:8080')
    expect(url('10.0.0.8', 'harbour')).toBe('http://10.0.0.8:8080')
  })
  it('are none where only the other machine itself reaches the port', () => {
    expect(url('127.0.0.1', 'harbour')).toBeUndefined()
    expect(url('127.0.0.1')).toBe('http://127.0.0.1:8080')
  })
})
