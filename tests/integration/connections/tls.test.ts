/** An engine over TLS with certificates of its own, and each way in which they can be wrong. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createPlain } from 'node:http'
import { createServer } from 'node:https'
import { readFileSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { mustRun } from '../../../build/tools/run.mjs'
import { createConnection } from '../../../electron/engine/connection'
import { parseEndpoint, type TlsFiles } from '../../../electron/engine/endpoint'
import { makeCertificates, type Certificates } from '../../support/certificates'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { freePort } from '../../support/free-port'

let daemon: ThrowawayEngine
let certificates: Certificates
let port: number
let scratch: string

beforeAll(async () => {
  certificates = await makeCertificates()
  port = await freePort()
  daemon = await throwawayEngine({ tls: { port, ...certificates.server } })
  scratch = await mkdtemp(join(tmpdir(), 'escale-tls-'))
})
afterAll(async () => {
  await daemon?.stop()
  await certificates?.remove()
  await rm(scratch, { recursive: true, force: true })
})

const filesIn = (folder: string, verify = true): TlsFiles => ({
  ca: join(folder, 'ca.pem'),
  cert: join(folder, 'cert.pem'),
  key: join(folder, 'key.pem'),
  verify
})

const failureWith = async (tls: TlsFiles | undefined, address = `tcp://127.0.0.1:${port}`): Promise<unknown> => {
  const engine = createConnection('tls', parseEndpoint(address, tls))
  engine.start()
  try {
    await expect.poll(() => engine.state.kind, { timeout: 5_000 }).not.toBe('connecting')
    return engine.state.kind === 'unreachable' ? engine.state.failure : engine.state
  } finally {
    engine.dispose()
  }
}

const listening = async (server: Server, host: string): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return `tcp://${host}:${(server.address() as AddressInfo).port}`
}

describe('an engine over TLS', () => {
  it.each(['127.0.0.1', 'localhost'])(
    'is connected to as %s, for questions, dockerode and hijacked streams alike',
    async (host) => {
      const engine = createConnection('tls', parseEndpoint(`tcp://${host}:${port}`, filesIn(certificates.clientFolder)))
      try {
        await engine.connected(AbortSignal.timeout(10_000))
        expect(await engine.get({ path: '/containers/json' }, v.array(v.unknown()))).toEqual([])
        for await (const _chunk of await engine.open({
          method: 'POST',
          path: '/images/create',
          query: { fromImage: 'busybox', tag: 'latest' }
        }));
        const text = await engine.use(async (docker) => {
          const container = await docker.createContainer({
            Image: 'busybox',
            Cmd: ['cat'],
            OpenStdin: true,
            StdinOnce: true,
            Tty: false
          })
          const stream = await container.attach({ stream: true, stdin: true, stdout: true, hijack: true })
          await container.start()
          stream.end('through TLS\n')
          const chunks: Buffer[] = []
          for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
          await container.remove({ force: true })
          return Buffer.concat(chunks).toString()
        })
        expect(text).toContain('through TLS')
      } finally {
        engine.dispose()
      }
    }
  )

  it('is not trusted without its authority', async () => {
    const { cert, key } = filesIn(certificates.clientFolder)
    expect(await failureWith({ cert, key, verify: true })).toMatchObject({
      kind: 'engine-unreachable',
      reason: 'tls-untrusted'
    })
    expect(await failureWith({ cert, key, verify: false })).toMatchObject({ kind: 'connected' })
  })

  it('refuses a stranger, and whoever shows no certificate, an old one, or one for something else: each is told', async () => {
    expect(await failureWith(filesIn(certificates.strangerFolder))).toMatchObject({
      kind: 'engine-unreachable',
      reason: 'tls-client-refused',
      message: expect.stringMatching(/stranger\/cert\.pem was signed by CN=Escale test authority/)
    })
    const { ca } = filesIn(certificates.clientFolder)
    expect(await failureWith({ ca, verify: true })).toMatchObject({ reason: 'tls-client-missing' })
    const old = await certificates.issue('old-client', { extensions: 'extendedKeyUsage=clientAuth', days: -1 })
    expect(await failureWith(filesIn(old))).toMatchObject({
      reason: 'tls-client-expired',
      message: expect.stringContaining('cert.pem: valid until ')
    })
    const wrong = await certificates.issue('wrong-use', { extensions: 'extendedKeyUsage=serverAuth' })
    expect(await failureWith(filesIn(wrong))).toMatchObject({
      reason: 'tls-client-refused',
      message: expect.stringContaining('is not for clients')
    })
  })

  it('says which file cannot be used', async () => {
    const files = filesIn(certificates.clientFolder)
    expect(await failureWith({ ...files, cert: join(scratch, 'gone.pem') })).toMatchObject({
      reason: 'tls-material',
      message: expect.stringContaining('gone.pem')
    })
    await writeFile(join(scratch, 'garbage.pem'), 'garbage')
    for (const which of ['ca', 'cert', 'key'])
      expect(await failureWith({ ...files, [which]: join(scratch, 'garbage.pem') })).toMatchObject({
        reason: 'tls-material',
        message: expect.stringContaining('garbage.pem: ')
      })
    await mustRun('openssl', [
      'ec',
      '-aes256',
      '-passout',
      'pass:harbour',
      '-in',
      files.key ?? '',
      '-out',
      join(scratch, 'locked.pem')
    ])
    expect(await failureWith({ ...files, key: join(scratch, 'locked.pem') })).toMatchObject({
      reason: 'tls-material',
      message: expect.stringContaining('locked.pem: The key is encrypted')
    })
    expect(await failureWith({ ...files, key: join(certificates.strangerFolder, 'key.pem') })).toMatchObject({
      reason: 'tls-key',
      message: expect.stringContaining('is not the key of')
    })
  })

  it('is told apart from one that speaks plainly, either way round', async () => {
    expect(await failureWith(undefined)).toMatchObject({ kind: 'engine-unreachable', reason: 'tls-required' })
    const plain = createPlain((_request, response) => void response.end('OK'))
    const address = await listening(plain, '127.0.0.1')
    expect(await failureWith(filesIn(certificates.clientFolder), address)).toMatchObject({ reason: 'tls-absent' })
    plain.close()
  })

  it('is not who it should be where its certificate is for another name', async () => {
    const { cert, key } = certificates.server
    const stub = createServer({ cert: readFileSync(cert), key: readFileSync(key) })
    const address = await listening(stub, '127.0.0.2')
    expect(await failureWith(filesIn(certificates.clientFolder), address)).toMatchObject({ reason: 'tls-name' })
    stub.close()
  })

  it('has a certificate that is over', async () => {
    const extensions = 'extendedKeyUsage=serverAuth\nsubjectAltName=IP:127.0.0.1'
    const folder = await certificates.issue('old-server', { extensions, days: -1 })
    const otherPort = await freePort()
    const other = await throwawayEngine({
      tls: { port: otherPort, ca: certificates.server.ca, cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
    })
    try {
      expect(await failureWith(filesIn(certificates.clientFolder), `tcp://127.0.0.1:${otherPort}`)).toMatchObject({
        reason: 'tls-expired'
      })
    } finally {
      await other.stop()
    }
  })

  it('is connected to with files that were renewed meanwhile', async () => {
    const folder = join(scratch, 'renewed')
    await cp(certificates.strangerFolder, folder, { recursive: true })
    const engine = createConnection('tls', parseEndpoint(`tcp://127.0.0.1:${port}`, filesIn(folder)))
    try {
      engine.start()
      await expect.poll(() => engine.state.kind, { timeout: 5_000 }).toBe('unreachable')
      await cp(certificates.clientFolder, folder, { recursive: true, force: true })
      engine.retry()
      await engine.connected(AbortSignal.timeout(10_000))
    } finally {
      engine.dispose()
    }
  })
})
