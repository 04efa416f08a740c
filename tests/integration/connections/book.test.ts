/** Several engines at once: found, tried, told apart, and reached whatever DOCKER_* says. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { lineText } from '../../../contract/command/quote'
import { docker as dockerLine } from '../../../contract/command/build'
import type { TestResult } from '../../../contract/connections/book/model'
import { idOfContext } from '../../../electron/engine/contexts/layout'
import { makeCertificates, type Certificates } from '../../support/certificates'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { freePort } from '../../support/free-port'
import { callContext, collect } from '../../support/on-engine'
import { testStore, type TestApp, type TestStore } from '../../support/docker-store'

let certificates: Certificates
let near: ThrowawayEngine
let far: ThrowawayEngine
let port: number
let store: TestStore

beforeAll(async () => {
  certificates = await makeCertificates()
  port = await freePort()
  near = await throwawayEngine()
  far = await throwawayEngine({ tls: { port, ...certificates.server } })
  store = await testStore()
  await store.docker('context', 'create', 'near', '--docker', `host=${near.host}`)
  await store.docker('context', 'create', 'again', '--docker', `host=${near.host}`)
  await store.docker(
    'context',
    'create',
    'far',
    '--docker',
    `host=tcp://127.0.0.1:${port},${filesOf(certificates.clientFolder)}`
  )
  await store.docker('context', 'use', 'near')
})
afterAll(async () => {
  await store?.remove()
  await near?.stop()
  await far?.stop()
  await certificates?.remove()
})

const filesOf = (folder: string): string =>
  ['ca', 'cert', 'key'].map((name) => `${name}=${join(folder, `${name}.pem`)}`).join(',')
/** The engines of one machine may have one id (20.10 keeps it in /etc/docker): their folders differ. */
const Info = v.object({ DockerRootDir: v.string() })
const idOn = async ({ engines }: TestApp, connection: string): Promise<string> =>
  (await engines.get(connection).get({ path: '/info' }, Info)).DockerRootDir
const connectionNamed = ({ engines }: TestApp, name: string) =>
  engines.snapshot().connections.find((one) => one.name === name)
const typed = (host: string, folder = '') => ({
  kind: 'typed' as const,
  host,
  ca: folder === '' ? '' : join(folder, 'ca.pem'),
  cert: folder === '' ? '' : join(folder, 'cert.pem'),
  key: folder === '' ? '' : join(folder, 'key.pem'),
  skipTlsVerify: false
})
async function tried(
  app: TestApp,
  request: Parameters<TestApp['handlers']['test']>[0]
): Promise<TestResult | undefined> {
  const results = collect((context) => app.handlers.test(request, context))
  await results.ended
  return results.items[0]
}

describe('several engines', () => {
  it('are connected side by side, and two ways to one engine are recognised', async () => {
    const app = store.app()
    const ids = await Promise.all(['near', 'again', 'far'].map((name) => idOn(app, `context:${name}`)))
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
    const list = collect((context) => app.handlers.watch({}, context))
    await list.until((items) => items.at(-1)?.connections.filter(({ engineId }) => engineId !== undefined).length === 3)
    const engineOf = (name: string): string | undefined => connectionNamed(app, name)?.engineId
    expect(engineOf('again')).toBe(engineOf('near'))
    expect(engineOf('far')).not.toBe(engineOf('near'))
    await list.close()
  })

  it('are reached as their contexts say, with DOCKER_HOST and DOCKER_TLS_VERIFY set for another', async () => {
    const env = {
      DOCKER_HOST: `tcp://127.0.0.1:${port}`,
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: certificates.clientFolder
    }
    const plain = store.app()
    const [nearId, farId] = [await idOn(plain, 'context:near'), await idOn(plain, 'context:far')]
    const app = store.app(env)
    expect(app.engines.snapshot().current).toBe(`environment:tcp://127.0.0.1:${port}`)
    expect(await idOn(app, `environment:tcp://127.0.0.1:${port}`)).toBe(farId)
    expect(await idOn(app, 'context:near')).toBe(nearId)
    expect(app.engines.discovered().cli).toEqual({ by: 'host', context: '', configured: 'near' })
    // docker's own command agrees, with the very words that the window shows.
    for (const [connection, id] of [
      [`environment:tcp://127.0.0.1:${port}`, farId],
      ['context:near', nearId],
      ['context:far', farId]
    ] as const) {
      const cli = app.engines.cliOf(connection)
      expect(lineText(dockerLine('ps').line(), { shell: 'posix', cli })).toMatch(/^docker /)
      expect(await store.dockerWith(env, ...cli, 'info', '-f', '{{.DockerRootDir}}'), connection).toBe(id)
    }
  })

  it('go by DOCKER_CONTEXT before what was chosen', async () => {
    const env = { DOCKER_CONTEXT: 'far' }
    const app = store.app(env)
    expect(app.engines.snapshot().current).toBe('context:far')
    expect(app.engines.cliOf('context:far')).toEqual([])
    expect(await store.dockerWith(env, 'info', '-f', '{{.DockerRootDir}}')).toBe(await idOn(app, 'context:far'))
    expect(await store.dockerWith(env, ...app.engines.cliOf('context:near'), 'info', '-f', '{{.DockerRootDir}}')).toBe(
      await idOn(app, 'context:near')
    )
  })

  it('tell where DOCKER_TLS_VERIFY spoils a command, as docker’s own does', async () => {
    const env = { DOCKER_HOST: near.host, DOCKER_TLS_VERIFY: '1' }
    const app = store.app(env)
    const book = collect((context) => app.handlers.book({}, context))
    const [first] = await book.until((items) => items.length > 0)
    await book.close()
    expect(first?.facts.filter(({ spoiledByTls }) => spoiledByTls).map(({ connection }) => connection)).toEqual([
      `environment:${near.host}`
    ])
    await expect(store.dockerWith(env, 'ps')).rejects.toThrow()
    // The app itself is not misled, and a context is not either.
    expect(await idOn(app, `environment:${near.host}`)).toBe(await idOn(app, 'context:near'))
    await store.dockerWith(env, ...app.engines.cliOf('context:near'), 'ps')
  })
})

describe('an address that is tried', () => {
  it('tells what answers there, typed or known', async () => {
    const app = store.app()
    const version = await store.docker('version', '-f', '{{.Server.Version}}')
    expect(await tried(app, typed(near.host))).toMatchObject({
      kind: 'reached',
      capabilities: { version, os: 'linux' },
      engineId: expect.stringContaining(await idOn(app, 'context:near'))
    })
    expect(await tried(app, typed(`tcp://127.0.0.1:${port}`, certificates.clientFolder))).toMatchObject({
      kind: 'reached'
    })
    expect(await tried(app, { kind: 'known', connection: 'context:far' })).toMatchObject({ kind: 'reached' })
  })

  it.each([
    ['nothing there', () => typed('unix:///nonexistent.sock'), { failure: { reason: 'no-socket' }, field: 'host' }],
    [
      'no certificate',
      () => typed(`tcp://127.0.0.1:${port}`),
      { failure: { kind: 'engine-unreachable' }, field: 'ca' }
    ],
    [
      'a stranger’s certificate',
      () => typed(`tcp://127.0.0.1:${port}`, certificates.strangerFolder),
      { failure: { reason: 'tls-client-refused' }, field: 'cert' }
    ],
    [
      'an authority that did not sign it',
      () => ({
        ...typed(`tcp://127.0.0.1:${port}`, certificates.clientFolder),
        ca: join(certificates.strangerFolder, 'cert.pem')
      }),
      { failure: { reason: 'tls-untrusted' }, field: 'ca' }
    ],
    [
      'files that are not there',
      () => typed(`tcp://127.0.0.1:${port}`, '/nonexistent'),
      { failure: { reason: 'tls-material' }, field: 'ca' }
    ]
  ])('tells why it is not reached, and where that is mended: %s', async (_what, request, expected) => {
    expect(await tried(store.app(), request())).toMatchObject({ kind: 'failed', ...expected })
  })

  it('is given up when the window closes it', async () => {
    await near.freeze()
    try {
      const app = store.app({ DOCKER_CONTEXT: 'far' })
      const results = collect((context) => app.handlers.test(typed(near.host), context))
      await results.close()
      expect(results.items).toEqual([])
    } finally {
      await near.thaw()
    }
  })
})

describe('a context that goes while it is in use', () => {
  it('stays connected, is marked, has a command by its address, and can be taken off the list', async () => {
    await store.docker('context', 'create', 'brief', '--docker', `host=${near.host}`)
    const app = store.app()
    await idOn(app, 'context:brief')
    const book = collect((context) => app.handlers.book({}, context))
    await store.docker('context', 'rm', 'brief')
    const factsOf = () => book.items.at(-1)?.facts.find(({ connection }) => connection === 'context:brief')
    await book.until(() => factsOf()?.gone === true)
    expect(factsOf()?.context).toBeUndefined()
    expect(connectionNamed(app, 'brief')?.state.kind).toBe('connected')
    expect(app.engines.cliOf('context:brief')).toEqual(['-H', near.host])
    await app.handlers.forget({ connection: 'context:brief' }, callContext())
    await book.until(() => factsOf() === undefined)
    await book.close()
  })

  it('is let go by who removes it here, and another is shown', async () => {
    await store.docker('context', 'create', 'shown', '--docker', `host=${near.host}`)
    const app = store.app({ DOCKER_CONTEXT: 'shown' })
    expect(app.engines.snapshot().current).toBe('context:shown')
    await app.handlers.remove({ name: 'shown', force: true }, callContext())
    expect(connectionNamed(app, 'shown')).toBeUndefined()
    expect(app.engines.snapshot().current).not.toBe('context:shown')
  })

  it('moves where another address is written', async () => {
    await store.docker('context', 'create', 'moved', '--docker', `host=${near.host}`)
    const app = store.app()
    const before = await idOn(app, 'context:moved')
    const address = { host: `tcp://127.0.0.1:${port}`, ca: '', cert: '', key: '', skipTlsVerify: false }
    const folder = join(store.folder, 'contexts', 'tls', idOfContext('far'), 'docker')
    await app.handlers.update(
      {
        name: 'moved',
        description: '',
        address: {
          ...address,
          ca: join(folder, 'ca.pem'),
          cert: join(folder, 'cert.pem'),
          key: join(folder, 'key.pem')
        }
      },
      callContext()
    )
    await app.engines.get('context:moved').connected(AbortSignal.timeout(10_000))
    expect(await idOn(app, 'context:moved')).not.toBe(before)
    await store.docker('context', 'rm', 'moved')
  })

  it('says so where its TLS files are gone', async () => {
    await store.docker(
      'context',
      'create',
      'bare',
      '--docker',
      `host=tcp://127.0.0.1:${port},${filesOf(certificates.clientFolder)}`
    )
    await rm(join(store.folder, 'contexts', 'tls', idOfContext('bare')), { recursive: true })
    const app = store.app()
    expect(await tried(app, { kind: 'known', connection: 'context:bare' })).toMatchObject({
      kind: 'failed',
      failure: { kind: 'engine-unreachable', reason: 'tls-required' }
    })
    await store.docker('context', 'rm', 'bare')
  })
})
