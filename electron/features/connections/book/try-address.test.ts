import { createServer, type Server } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { fieldOf, tryAddress } from './try-address'

const cleanUp: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one()
})
/** Accepts connections and never says a word. */
async function silent(): Promise<{ readonly path: string; readonly server: Server }> {
  const folder = await mkdtemp(join(tmpdir(), 'escale-try-'))
  const path = join(folder, 'docker.sock')
  const server = createServer((socket) => void socket.resume()).listen(path)
  await new Promise((resolve) => server.once('listening', resolve))
  cleanUp.push(
    () => rm(folder, { recursive: true }),
    async () => server.close()
  )
  return { path, server }
}

describe('a try', () => {
  it('ends in time at an engine that never answers, and leaves no connection open', async () => {
    const { path, server } = await silent()
    const limits = { answer: 60_000, whole: 50 }
    const result = await tryAddress({ kind: 'unix', path }, new AbortController().signal, undefined, limits)
    expect(result).toMatchObject({ kind: 'failed', field: 'host', failure: { reason: 'timed-out' } })
    await expect.poll(() => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)))).toBe(0)
  })
  it('is given up with the signal’s own reason', async () => {
    const { path } = await silent()
    const abort = new AbortController()
    const result = tryAddress({ kind: 'unix', path }, abort.signal)
    abort.abort(new Error('enough'))
    await expect(result).rejects.toThrow('enough')
  })
})

describe('the field', () => {
  const tls = { ca: '/s/ca.pem', cert: '/s/cert.pem', key: '/s/key.pem', verify: true }
  const tcp = { kind: 'tcp', host: 'h', port: 1, basePath: '', tls } as const
  const failure = (
    reason: 'tls-untrusted' | 'tls-client-refused' | 'tls-material' | 'tls-required' | 'refused',
    message = ''
  ) => ({ kind: 'engine-unreachable', reason, message }) as const
  it('is the one in which it is mended', () => {
    expect(fieldOf(failure('refused'), tcp)).toBe('host')
    expect(fieldOf(failure('tls-untrusted'), tcp)).toBe('ca')
    expect(fieldOf(failure('tls-client-refused'), tcp)).toBe('cert')
    expect(fieldOf(failure('tls-material', 'ENOENT /s/key.pem'), tcp)).toBe('key')
    expect(fieldOf(failure('tls-material', 'ENOENT /s/ca.pem'), tcp)).toBe('ca')
    expect(fieldOf(failure('tls-material', 'bad'), tcp)).toBe('cert')
    expect(fieldOf(failure('tls-required'), { ...tcp, tls: undefined })).toBe('ca')
  })
})
