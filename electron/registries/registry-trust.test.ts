import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultHelper } from './default-helper'
import { certificateFolders, readAuthorities } from './registry-trust'

const places = { home: '/home/ann', environment: {} }
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escale-trust-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe("a registry's certificates", () => {
  it('stand where each system has them', () => {
    expect(certificateFolders('r.example:5000', { platform: 'linux', ...places })).toEqual([
      '/etc/docker/certs.d/r.example:5000',
      '/home/ann/.config/docker/certs.d/r.example:5000',
      '/home/ann/.docker/certs.d/r.example:5000'
    ])
    expect(certificateFolders('r.example:5000', { platform: 'darwin', ...places })).toEqual([
      '/home/ann/.docker/certs.d/r.example:5000'
    ])
    const [, machine = ''] = certificateFolders('r.example:5000', {
      platform: 'win32',
      home: 'C:\\Users\\ann',
      environment: { ProgramData: 'D:\\Data' }
    })
    expect(machine).toContain('D:\\Data')
    expect(machine).toContain('r.example5000')
  })
  it.each(['../../etc', 'a/b', '..', 'a\u0000b'])('are never looked for at %j', (name) =>
    expect(certificateFolders(name, { platform: 'linux', ...places })).toEqual([])
  )
  it('say which of them cannot be used, and cost no other', async () => {
    writeFileSync(join(folder, 'broken.crt'), 'no certificate')
    writeFileSync(join(folder, 'note.txt'), '')
    const { files, authorities } = await readAuthorities([folder, join(folder, 'none')])
    expect(files).toMatchObject([{ path: join(folder, 'broken.crt'), problem: expect.any(String) as string }])
    expect(authorities).toEqual([])
  })
})

describe("the system's own helper", () => {
  const put = (...names: string[]): void =>
    names.forEach((name) => {
      writeFileSync(join(folder, name), '')
      chmodSync(join(folder, name), 0o755)
    })
  const helper = (platform: NodeJS.Platform) => defaultHelper({ platform, environment: { PATH: folder } })

  it('is none where its program is not there', async () => {
    expect(await helper('linux')).toBeUndefined()
    put('docker-credential-osxkeychain')
    expect(await helper('linux')).toBeUndefined()
    expect(await helper('darwin')).toBe('osxkeychain')
  })
  it('is pass where that is installed, and else the Secret Service, as docker has it', async () => {
    put('docker-credential-secretservice')
    expect(await helper('linux')).toBe('secretservice')
    put('pass')
    expect(await helper('linux')).toBeUndefined()
    put('docker-credential-pass')
    expect(await helper('linux')).toBe('pass')
  })
})
