import { describe, expect, it } from 'vitest'
import { noEngine, readRegistries } from './engine-registries'

const info = {
  OSType: 'linux',
  Architecture: 'aarch64',
  OperatingSystem: 'Docker Desktop',
  RegistryConfig: {
    InsecureRegistryCIDRs: ['127.0.0.0/8', '10.1.0.0/16', 'fd00::/8', 'nonsense', '1.2.3.4/99'],
    IndexConfigs: {
      'docker.io': { Name: 'docker.io', Secure: true },
      'old.example:5000': { Name: 'old.example:5000', Secure: false },
      '10.1.2.3:5000': { Secure: true }
    },
    Mirrors: ['http://127.0.0.1:5001/', 'no address']
  }
}

describe("an engine's registries", () => {
  it.each([
    ['old.example:5000', true],
    ['old.example:5001', false],
    ['127.0.0.1:5000', true],
    ['127.9.9.9', true],
    ['localhost:5000', true],
    ['10.1.255.1:80', true],
    ['10.2.0.1', false],
    // Named by itself: the range no longer counts.
    ['10.1.2.3:5000', false],
    ['[fd00::1]:5000', true],
    ['[fe80::1]', false],
    ['docker.io', false],
    ['constructor', false]
  ])('%s: insecure %s', (registry, insecure) => expect(readRegistries(info).isInsecure(registry)).toBe(insecure))

  it('has its mirrors, and what a pull would take', () => {
    expect(readRegistries(info)).toMatchObject({
      mirrors: ['http://127.0.0.1:5001/'],
      os: 'linux',
      architecture: 'arm64',
      desktop: true
    })
  })
  it.each([{}, { RegistryConfig: null }, { RegistryConfig: { InsecureRegistryCIDRs: null, Mirrors: 7 } }])(
    'reads %j',
    (raw) => expect(readRegistries(raw).mirrors).toEqual([])
  )
  it('is docker’s own rule where there is no engine', () => {
    expect(noEngine.isInsecure('localhost:5000')).toBe(true)
    expect(noEngine.isInsecure('[::1]:5000')).toBe(true)
    expect(noEngine.isInsecure('ghcr.io')).toBe(false)
  })
})
