import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificatesOf } from './certificates'

let folder = ''
const at = (name: string): string => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'escale-certificates-'))
  const make = (name: string, subject: string): void =>
    void execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '10'],
        ...['-keyout', at('key.pem'), '-out', at(name), '-subj', subject]
      ],
      { stdio: 'ignore' }
    )
  make('cert.pem', '/O=Example/CN=client')
  make('ca.pem', '/CN=authority')
  writeFileSync(
    at('both.pem'),
    `A comment\n${readFileSync(at('ca.pem'), 'utf8')}\n${readFileSync(at('cert.pem'), 'utf8')}`
  )
  writeFileSync(at('garbage.pem'), 'garbage')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tcp = (ca: string, cert?: string) =>
  ({ kind: 'tcp', host: 'h', port: 2376, basePath: '', tls: { ca, cert, verify: true } }) as const

describe('certificatesOf', () => {
  it('says whose they are, and until when', async () => {
    const [authority, client] = await certificatesOf(tcp(at('ca.pem'), at('cert.pem')))
    expect(authority).toMatchObject({ file: at('ca.pem'), role: 'authority', subject: 'CN=authority' })
    expect(client).toMatchObject({ file: at('cert.pem'), role: 'client', subject: 'O=Example, CN=client' })
    const days = ((client?.validTo ?? 0) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(9)
    expect(days).toBeLessThan(10.1)
  })

  it('reads each of a file with several', async () => {
    expect((await certificatesOf(tcp(at('both.pem')))).map(({ subject }) => subject)).toEqual([
      'CN=authority',
      'O=Example, CN=client'
    ])
  })

  it('says what cannot be read, and goes on', async () => {
    const [gone, garbage] = await certificatesOf(tcp(at('gone.pem'), at('garbage.pem')))
    expect(gone).toMatchObject({ file: at('gone.pem'), subject: '', problem: expect.stringContaining('ENOENT') })
    expect(garbage?.problem).toMatch(/PEM|no start line/i)
  })

  it('has nothing to say of what does not speak TLS', async () => {
    expect(await certificatesOf({ kind: 'unix', path: '/x' })).toEqual([])
  })
})
