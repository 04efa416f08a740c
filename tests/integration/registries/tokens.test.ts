/** A registry with tokens and the engine: the docker CLI and the app share one sign-in, and who may only pull cannot push. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PullProgress } from '../../../contract/images/model'
import { createConnection, type EngineConnection } from '../../../electron/engine/connection'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { registriesHandlers } from '../../../electron/features/registries/handlers'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { makeCertificates, type Certificates } from '../../support/certificates'
import { dockerOn } from '../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { callContext, collect, connection, taskContext } from '../../support/on-engine'
import { makeRegistries, type TestRegistries } from '../../support/registries'
import { relayFrom, startRegistry, type Registry } from '../../support/registry'
import { startTokenServer, type TokenServer } from '../../support/token-server'

const run = promisify(execFile)
let throwaway: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let server: TokenServer
let registry: Registry
let engine: EngineConnection
let known: TestRegistries
let handlers: ReturnType<typeof registriesHandlers>
let images: ReturnType<typeof imagesHandlers>

beforeAll(async () => {
  throwaway = await throwawayEngine()
  docker = dockerOn(throwaway.host)
  server = await startTokenServer({
    users: {
      ann: { password: 'secret', may: ['pull', 'push', 'delete', '*'] },
      bob: { password: 'other', may: ['pull'] }
    }
  })
  registry = await startRegistry({ token: server.token })
  await docker('pull', '-q', 'busybox')
  for (const name of ['ann', 'cli', 'bob']) await docker('tag', 'busybox', `${registry.address}/${name}/box:1`)
})
beforeEach(() => {
  known = makeRegistries()
  engine = createConnection(connection, { kind: 'unix', path: throwaway.socketPath }, undefined, (name) =>
    known.signIns.header(name)
  )
  engine.start()
  const parts = { engines: { get: () => engine }, chosen: createChosenFiles() }
  handlers = registriesHandlers({ ...parts, ...known })
  images = imagesHandlers(parts)
})
afterEach(() => {
  engine.dispose()
  known.remove()
})
afterAll(async () => {
  await registry?.stop()
  await server?.stop()
  await throwaway?.stop()
})

const cli = async (...args: string[]): Promise<string> =>
  (await run('docker', ['--config', known.folder, '-H', throwaway.host, ...args])).stdout.trim()
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
const signIn = (username: string, password: string) =>
  handlers.signIn({ connection, registry: registry.address, username, password, plain: true }, callContext())
const push = (name: string) =>
  images.push({ connection, reference: `${registry.address}/${name}/box:1` }, taskContext<PullProgress>())
const tagsOf = async (repository: string): Promise<string[]> => {
  const list = collect((context) => handlers.tags({ connection, registry: registry.address, repository }, context))
  await list.ended
  return list.items.flatMap((item) => (item.kind === 'names' ? item.names : []))
}

describe('one sign-in', () => {
  it('made in the app serves the docker CLI, the engine and the browsing', async () => {
    await signIn('ann', 'secret')
    expect((await push('ann')).digest).toMatch(/^sha256:/)
    await cli('push', '-q', `${registry.address}/cli/box:1`)
    expect(await tagsOf('ann/box')).toEqual(['1'])
    expect(await tagsOf('cli/box')).toEqual(['1'])
  })
  it('made by docker login serves the app, until docker logout', async () => {
    await cli('login', '-u', 'ann', '-p', 'secret', registry.address)
    expect(await tagsOf('ann/box')).toEqual(['1'])
    expect((await push('ann')).digest).toMatch(/^sha256:/)
    await cli('logout', registry.address)
    expect(await failureOf(tagsOf('ann/box'))).toMatchObject({ kind: 'auth-required', registry: registry.address })
  })
  it('is refused with a wrong password', async () => {
    expect(await failureOf(signIn('ann', 'wrong'))).toMatchObject({ kind: 'auth-required', registry: registry.address })
  })
})

describe('who may only pull', () => {
  it('cannot push, and is told so in words', async () => {
    await signIn('bob', 'other')
    expect(await failureOf(push('bob'))).toMatchObject({
      kind: 'auth-required',
      message: expect.stringMatching(/denied|unauthorized|insufficient/i) as string
    })
    expect(await tagsOf('ann/box')).toEqual(['1'])
  })
})

describe('a certificate that neither this computer nor the engine knows', () => {
  let certificates: Certificates
  let encrypted: Registry
  let relay: Awaited<ReturnType<typeof relayFrom>>
  let address: string
  beforeAll(async () => {
    certificates = await makeCertificates()
    encrypted = await startRegistry({ tls: certificates.server, users: { ann: 'secret' } })
    // Loopback is believed blindly: the engine's own bridge is another address of this machine.
    const bridge = await docker('network', 'inspect', 'bridge', '-f', '{{(index .IPAM.Config 0).Gateway}}')
    relay = await relayFrom(bridge.trim(), encrypted.address)
    address = relay.address
  })
  afterAll(async () => {
    await relay?.stop()
    await encrypted?.stop()
    await certificates?.remove()
  })

  it('is named as the reason', async () => {
    const list = collect((context) => handlers.repositories({ connection, registry: address }, context))
    expect(await failureOf(list.ended)).toMatchObject({ kind: 'network', reason: 'certificate' })
    expect(await handlers.view({ connection, registry: address }, callContext())).toMatchObject({
      insecureForEngine: false,
      trust: { kind: 'usual' }
    })
  })
  it('is why the engine neither pulls nor pushes, and leads to what mends it', async () => {
    const reference = `${address}/ann/box:1`
    const expected = {
      kind: 'network',
      reason: 'certificate',
      host: address,
      remedy: { kind: 'trust-registry', registry: address },
      message: expect.stringContaining('x509') as string
    }
    expect(await failureOf(images.pull({ connection, reference }, taskContext<PullProgress>()))).toMatchObject(expected)
    await docker('tag', 'busybox', reference)
    expect(await failureOf(images.push({ connection, reference }, taskContext<PullProgress>()))).toMatchObject(expected)
    const named = { connection, registry: address, username: 'ann', password: 'secret', plain: true }
    expect(await failureOf(handlers.signIn(named, callContext()))).toMatchObject(expected)
  })
  it('is not asked for without encryption by an engine that wants it', async () => {
    const bridge = address.replace(/:\d+$/, '')
    const plain = await relayFrom(bridge, registry.address)
    try {
      const reference = `${plain.address}/ann/box:1`
      expect(await failureOf(images.pull({ connection, reference }, taskContext<PullProgress>()))).toMatchObject({
        kind: 'network',
        reason: 'plain',
        host: plain.address,
        remedy: { kind: 'trust-registry', registry: plain.address }
      })
    } finally {
      await plain.stop()
    }
  })
})
