/** Looking into real registries: open, with passwords, with tokens; and deleting where it is allowed. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../electron/engine/engine'
import { registriesHandlers } from '../../../electron/features/registries/handlers'
import { createChosenFiles } from '../../../electron/platform/chosen-files'
import { sharedEngine } from '../../support/engine'
import { callContext, collect, connectTo, connection } from '../../support/on-engine'
import { publish, publishIndex } from '../../support/publish'
import { makeRegistries, type TestRegistries } from '../../support/registries'
import { startRegistry, type Registry } from '../../support/registry'
import { startTokenServer, type TokenServer } from '../../support/token-server'

const own = process.arch === 'arm64' ? 'arm64' : 'amd64'
const other = own === 'arm64' ? 'amd64' : 'arm64'
let engine: ReturnType<typeof connectTo>
let known: TestRegistries
let handlers: ReturnType<typeof registriesHandlers>

beforeAll(() => {
  engine = connectTo(sharedEngine().socketPath)
})
afterAll(() => engine?.engine.dispose())
beforeEach(() => {
  known = makeRegistries()
  handlers = registriesHandlers({ engines: engine.engines, chosen: createChosenFiles(), ...known })
})
afterEach(() => known.remove())

const layer = (text: string) => ({
  createdBy: 'COPY',
  entries: [{ path: 'file', content: Buffer.from(text) }]
})
const image = (name: string, tags: readonly string[], text = name, architecture = own) => ({
  name,
  tags,
  layers: [layer(text)],
  config: { Cmd: ['/file'] },
  architecture
})
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure ?? error
  )
async function all<Item>(open: Parameters<typeof collect<Item>>[0]): Promise<readonly Item[]> {
  const stream = collect<Item>(open)
  await stream.ended
  return stream.items
}
const repositories = (registry: string) => all((context) => handlers.repositories({ connection, registry }, context))
const tags = (registry: string, repository: string) =>
  all((context) => handlers.tags({ connection, registry, repository }, context))
const describeAll = (registry: string, repository: string, names: string[]) =>
  all((context) => handlers.describe({ connection, registry, repository, tags: names }, context))
const namesOf = (items: readonly { kind: string; names?: string[] }[]) => items.flatMap(({ names }) => names ?? [])

describe('an open registry', () => {
  let registry: Registry
  let digests: { own: string; list: string }
  beforeAll(async () => {
    registry = await startRegistry()
    const { url } = registry
    const mine = await publish(url, image('team/app', ['1.0', 'latest'], 'a', own))
    const theirs = await publish(url, image('team/app', ['1.0-other'], 'bb', other))
    const size = async (digest: string) =>
      Number(
        (
          await fetch(`${url}/v2/team/app/manifests/${digest}`, {
            method: 'HEAD',
            headers: { Accept: '*/*, application/vnd.docker.distribution.manifest.v2+json' }
          })
        ).headers.get('content-length')
      )
    const list = await publishIndex(url, {
      name: 'team/app',
      tag: 'multi',
      manifests: [
        { digest: theirs, size: await size(theirs), platform: { os: 'linux', architecture: other, variant: 'v8' } },
        { digest: mine, size: await size(mine), platform: { os: 'linux', architecture: own } },
        {
          digest: theirs,
          size: await size(theirs),
          platform: { os: 'unknown', architecture: 'unknown' },
          annotations: { 'vnd.docker.reference.type': 'attestation-manifest' }
        }
      ]
    })
    for (const name of ['a', 'b/c__d', 'b/c-d.e']) await publish(url, image(name, ['x']))
    digests = { own: mine, list }
  })
  afterAll(() => registry?.stop())

  it('shows its repositories and their tags', async () => {
    expect(namesOf(await repositories(registry.address))).toEqual(['a', 'b/c-d.e', 'b/c__d', 'team/app'])
    expect(namesOf(await tags(registry.address, 'team/app')).sort()).toEqual(['1.0', '1.0-other', 'latest', 'multi'])
    expect(await failureOf(tags(registry.address, 'no/such'))).toMatchObject({ kind: 'not-found' })
  })

  it('says what each tag names: digest, platforms, size, age', async () => {
    const answers = await describeAll(registry.address, 'team/app', ['1.0', 'multi', 'none'])
    const of = (tag: string) => answers.find((one) => (one.kind === 'failed' ? one.tag : one.description.tag) === tag)
    expect(of('1.0')).toMatchObject({
      description: {
        kind: 'image',
        digest: digests.own,
        platforms: [{ os: 'linux', architecture: own }],
        created: Date.parse('2024-01-02T03:04:05Z')
      }
    })
    expect(of('multi')).toMatchObject({
      description: {
        kind: 'list',
        digest: digests.list,
        platforms: [
          { os: 'linux', architecture: other, variant: 'v8' },
          { os: 'linux', architecture: own, digest: digests.own }
        ]
      }
    })
    expect(of('none')).toMatchObject({ kind: 'failed', message: expect.stringContaining('MANIFEST_UNKNOWN') as string })
    const one = of('1.0')
    const multi = of('multi')
    if (one?.kind !== 'described' || multi?.kind !== 'described') throw new Error('not described')
    // The platform's that the engine would take.
    expect(multi.description.size).toBe(one.description.size)
    const whole = await handlers.tag(
      { connection, registry: registry.address, repository: 'team/app', tag: 'multi' },
      callContext()
    )
    expect(whole.platforms.every(({ size = 0 }) => size > 0)).toBe(true)
  })

  it('gives the digest that a pull would bring', async () => {
    const digest = await known.client.manifestDigest(
      { registry: registry.address, path: 'team/app', tag: 'multi' },
      { engine: engine.engine as Engine }
    )
    expect(digest).toBe(digests.list)
  })

  it('gives Docker Hub’s digest by the mirror that the engine asks', async () => {
    const { sharedRegistry } = await import('../../support/engine')
    const digest = await known.client.manifestDigest(
      { registry: 'docker.io', path: 'library/busybox', tag: 'latest' },
      { engine: engine.engine as Engine }
    )
    expect(digest).toBe(sharedRegistry().digests['library/busybox'])
  })

  it('deletes an image by its digest, with every tag that names it', async () => {
    const digest = await publish(registry.url, image('gone', ['1', 'latest', 'other'], 'gone'))
    await publish(registry.url, image('gone', ['stays'], 'stays'))
    const sharing = await all((context) =>
      handlers.sharing({ connection, registry: registry.address, repository: 'gone', digest }, context)
    )
    expect(sharing.at(-1)).toMatchObject({ checked: 4, total: 4, unknown: 0 })
    expect(sharing.flatMap((item) => item.tags).sort()).toEqual(['1', 'latest', 'other'])
    await handlers.removeImage(
      { connection, registry: registry.address, repository: 'gone', digest, tags: ['1', 'latest', 'other'] },
      callContext()
    )
    const left = await describeAll(registry.address, 'gone', ['1', 'latest', 'other', 'stays'])
    expect(left.filter(({ kind }) => kind === 'described')).toMatchObject([{ description: { tag: 'stays' } }])
  })

  it('remembers nothing of a sign-in that it does not ask for', async () => {
    expect(await handlers.known({}, callContext())).toEqual([])
    await handlers.add({ registry: registry.address }, callContext())
    expect(await handlers.known({}, callContext())).toEqual([{ registry: registry.address, trust: { kind: 'usual' } }])
    await handlers.drop({ registry: registry.address }, callContext())
    expect(await handlers.known({}, callContext())).toEqual([])
  })
})

describe('a registry that does not delete', () => {
  it('says so', async () => {
    const registry = await startRegistry({ deletes: false })
    try {
      const digest = await publish(registry.url, image('kept', ['1']))
      const request = { connection, registry: registry.address, repository: 'kept', digest, tags: ['1'] }
      expect(await failureOf(handlers.removeImage(request, callContext()))).toMatchObject({ kind: 'unsupported' })
      expect(namesOf(await tags(registry.address, 'kept'))).toEqual(['1'])
    } finally {
      await registry.stop()
    }
  })
})

describe('a registry with passwords', () => {
  let registry: Registry
  beforeAll(async () => {
    registry = await startRegistry({ users: { ann: 'secret' } })
  })
  afterAll(() => registry?.stop())
  const signInAs = (secret: string) => known.signIns.keep(registry.address, { username: 'ann', secret }, true)

  it('asks for a sign-in, and takes the one that docker login left', async () => {
    expect(await failureOf(repositories(registry.address))).toMatchObject({
      kind: 'auth-required',
      registry: registry.address,
      remedy: { kind: 'sign-in', registry: registry.address }
    })
    await signInAs('secret')
    expect(namesOf(await repositories(registry.address))).toEqual([])
  })
  it('refuses a wrong password', async () => {
    await signInAs('wrong')
    expect(await failureOf(repositories(registry.address))).toMatchObject({ kind: 'auth-required' })
    await signInAs('secret')
    expect(await failureOf(repositories(registry.address))).toBeUndefined()
  })
})

describe('a registry with tokens', () => {
  let server: TokenServer
  let registry: Registry
  beforeAll(async () => {
    server = await startTokenServer({
      users: {
        ann: { password: 'secret', may: ['pull', 'push', 'delete', '*'] },
        bob: { password: 'other', may: ['pull'] },
        '': { password: '', may: [] }
      }
    })
    registry = await startRegistry({ token: server.token })
  })
  afterAll(async () => {
    await registry?.stop()
    await server?.stop()
  })
  const as = (username: string, secret: string) => known.signIns.keep(registry.address, { username, secret }, true)

  it('gives one for each scope, and it is kept', async () => {
    await as('ann', 'secret')
    const before = server.asked.length
    expect(await failureOf(repositories(registry.address))).toBeUndefined()
    expect(await failureOf(repositories(registry.address))).toBeUndefined()
    expect(server.asked.slice(before)).toEqual([{ user: 'ann', scopes: ['registry:catalog:*'] }])
  })
  it('gives another once when one has run out', async () => {
    await as('ann', 'secret')
    server.expireBy(60)
    const before = server.asked.length
    expect(await failureOf(tags(registry.address, 'any'))).toMatchObject({ kind: 'auth-required' })
    server.expireBy(0)
    // What was kept is refused; the next one holds.
    expect(await failureOf(tags(registry.address, 'any'))).toMatchObject({ kind: 'not-found' })
    expect(server.asked.length - before).toBe(2)
  })
  it('hides its list from who may not see it, and says so', async () => {
    await as('bob', 'other')
    expect(await repositories(registry.address)).toMatchObject([{ kind: 'hidden' }])
  })
  it('refuses a wrong password, and what one may not do', async () => {
    await as('ann', 'wrong')
    expect(await failureOf(repositories(registry.address))).toMatchObject({ kind: 'auth-required' })
    await as('bob', 'other')
    const request = {
      connection,
      registry: registry.address,
      repository: 'any',
      digest: `sha256:${'0'.repeat(64)}`,
      tags: []
    }
    expect(await failureOf(handlers.removeImage(request, callContext()))).toMatchObject({ kind: 'auth-required' })
  })
})
