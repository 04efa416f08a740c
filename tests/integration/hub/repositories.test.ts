/** Repositories of Docker Hub, their tags, one's own, the pulls that are left, and pictures. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { HubTags } from '../../../contract/hub/model'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { FailureError } from '../../../electron/engine/failure-error'
import { hubHandlers, type HubParts } from '../../../electron/features/hub/handlers'
import { createRegistryClient } from '../../../electron/registries/registry-client'
import { hostileReadme } from '../../support/hub-pages'
import { startHub, type HubServer } from '../../support/hub-server'
import { callContext, collect } from '../../support/on-engine'

let hub: HubServer
const ann = { username: 'ann', secret: 'dckr_pat_ann' }
beforeAll(async () => {
  hub = await startHub(undefined, { users: { ann: { secret: ann.secret, organisations: ['harbour'] } } })
})
afterEach(() => {
  hub.weather = { kind: 'fine' }
})
afterAll(() => hub.stop())

const handlers = (parts: Partial<HubParts> = {}) =>
  hubHandlers({
    engines: { get: () => Promise.reject(new Error('no engine is asked')) as never },
    baseUrl: () => hub.url,
    proxyOf: () => undefined,
    systemTrust: () => Promise.resolve(undefined),
    credentials: () => Promise.resolve(undefined),
    openRegistry: () => Promise.reject(new Error('not asked here')),
    ...parts
  })
const asAnn = { credentials: () => Promise.resolve(ann) }
const repository = (namespace: string, name: string, parts = {}) =>
  handlers(parts).repository({ namespace, name }, callContext())
async function tagsOf(
  namespace: string,
  name: string,
  wanted: { page?: number; filter?: string; order?: 'newest' | 'name' | 'name-descending' } = {},
  parts = {}
): Promise<HubTags> {
  const request = { namespace, name, page: 1, filter: '', order: 'newest' as const, ...wanted }
  const stream = collect((context) => handlers(parts).tags(request, context))
  await stream.ended
  const [tags] = stream.items
  if (tags === undefined) throw new Error('nothing came')
  return tags
}
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )

describe('a repository', () => {
  it('comes with all that its page says', async () => {
    expect(await repository('library', 'hello-world')).toMatchObject({
      description: 'Hello World! (an example of minimal Dockerization)',
      readme: expect.stringContaining('# Quick reference') as unknown,
      readmeCut: false,
      stars: 2400,
      pulls: 12_000_000_000,
      private: false,
      registered: Date.parse('2014-06-05T00:00:00Z'),
      categories: ['Developer tools'],
      storage: 123_456_789
    })
  })

  it('that is hostile is words, and one of five megabytes is cut', async () => {
    expect((await repository('hostile', 'readme')).readme).toBe(hostileReadme)
    const huge = await repository('hostile', 'huge')
    expect([huge.readme.length, huge.readmeCut]).toEqual([300_000, true])
  })

  it('that is not there, that nobody answers for, or for which one asks too often, says so', async () => {
    expect(await failureOf(repository('library', 'nothing'))).toMatchObject({ kind: 'not-found' })
    hub.weather = { kind: 'status', status: 502 }
    expect(await failureOf(repository('library', 'hello-world'))).toMatchObject({
      kind: 'network',
      message: expect.stringContaining('HTTP 502') as unknown,
      remedy: { kind: 'retry' }
    })
    const until = Math.floor(Date.now() / 1_000) + 30
    hub.weather = { kind: 'rate-limited', until }
    expect(await failureOf(repository('library', 'hello-world'))).toMatchObject({ kind: 'rate-limited', until })
    hub.weather = { kind: 'fine' }
    expect(await failureOf(repository('a', 'b', { baseUrl: () => 'http://127.0.0.1:1' }))).toMatchObject({
      kind: 'network',
      host: '127.0.0.1:1'
    })
  })
})

describe('tags', () => {
  it('have their size, platforms, digest and age, and no attestation among them', async () => {
    const { tags, total, more } = await tagsOf('library', 'hello-world')
    expect([total, more]).toEqual([3, false])
    expect(tags[0]).toMatchObject({ name: 'latest', size: 13_000_000 })
    expect(tags[0]?.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(tags[0]?.platforms.map(({ os, architecture, variant }) => [os, architecture, variant])).toEqual([
      ['linux', 'amd64', undefined],
      ['linux', 'arm', 'v7'],
      ['linux', 'arm64', 'v8']
    ])
    expect(Date.now() - (tags[0]?.updated ?? 0)).toBeGreaterThan(19 * 3_600_000)
  })

  it('of ten thousand come a hundred at a time, filtered and ordered by Hub', async () => {
    const first = await tagsOf('many', 'tags')
    expect([first.tags.length, first.total, first.more]).toEqual([100, 10_000, true])
    const last = await tagsOf('many', 'tags', { page: 100 })
    expect([last.tags.at(-1)?.name, last.more]).toEqual(['v00001', false])
    const some = await tagsOf('many', 'tags', { filter: '0042', order: 'name' })
    expect([some.total, some.tags[0]?.name]).toEqual([11, 'v00042'])
    expect((await tagsOf('many', 'tags', { order: 'name-descending' })).tags[0]?.name).toBe('v10000')
  })

  it('are given up when nobody waits for them', async () => {
    hub.weather = { kind: 'silent' }
    const request = { namespace: 'many', name: 'tags', page: 7, filter: '', order: 'newest' as const }
    const stream = collect((context) => handlers().tags(request, context))
    expect(await waitUntil(() => hub.requests.some((path) => path.includes('page=7')), 5_000)).toBe(true)
    await stream.close()
    expect(await waitUntil(() => hub.abandoned.some((path) => path.includes('page=7')), 5_000)).toBe(true)
  })
})

describe("one's own", () => {
  it('are the repositories of every namespace, private ones too, and their tags', async () => {
    const own = handlers(asAnn)
    expect(await own.account({}, callContext())).toEqual({
      kind: 'signed-in',
      username: 'ann',
      namespaces: ['ann', 'harbour']
    })
    const { repositories } = await own.own({ namespace: 'ann', page: 1, filter: '' }, callContext())
    expect(repositories.map(({ name, private: hidden }) => [name, hidden])).toEqual([
      ['public-app', false],
      ['secret-app', true]
    ])
    expect((await own.own({ namespace: 'ann', page: 1, filter: 'secret' }, callContext())).total).toBe(1)
    expect((await own.own({ namespace: 'harbour', page: 1, filter: '' }, callContext())).total).toBe(1)
    expect(await repository('ann', 'secret-app', asAnn)).toMatchObject({ private: true })
    expect((await tagsOf('ann', 'secret-app', {}, asAnn)).total).toBe(1)
  })

  it('stay hidden from whoever is not signed in, or by something that Hub does not take', async () => {
    expect(await handlers().account({}, callContext())).toEqual({ kind: 'signed-out' })
    expect(await failureOf(repository('ann', 'secret-app'))).toMatchObject({ kind: 'not-found' })
    expect(await failureOf(handlers().own({ namespace: 'ann', page: 1, filter: '' }, callContext()))).toMatchObject({
      kind: 'auth-required',
      remedy: { kind: 'sign-in', registry: 'docker.io' }
    })
    const wrong = { credentials: () => Promise.resolve({ username: 'ann', secret: 'wrong' }) }
    expect(await handlers(wrong).account({}, callContext())).toEqual({ kind: 'refused', username: 'ann' })
    expect(await failureOf(repository('ann', 'secret-app', wrong))).toMatchObject({ kind: 'not-found' })
  })

  it('are asked for by no password that would go unencrypted to another machine', async () => {
    // Through the stand-in as a proxy: every request would reach it.
    const parts = { ...asAnn, baseUrl: () => 'http://hub.test', proxyOf: () => new URL(hub.url) }
    const before = hub.requests.length
    expect(await handlers(parts).account({}, callContext())).toEqual({ kind: 'refused', username: 'ann' })
    expect(hub.requests).toHaveLength(before)
  })

  it('are asked for by no token of another address', async () => {
    const other = await startHub()
    let base = hub.url
    const moving = handlers({ ...asAnn, baseUrl: () => base })
    expect(await moving.account({}, callContext())).toMatchObject({ kind: 'signed-in' })
    base = other.url
    expect(await moving.account({}, callContext())).toEqual({ kind: 'refused', username: 'ann' })
    // The other one has been asked for a token of its own, and for nothing by the first one's.
    expect(other.requests).toEqual(['/v2/auth/token'])
    await other.stop()
  })
})

describe('pulls', () => {
  /** A registry that counts, in the shape of Docker Hub's headers. */
  let registry: Server
  let answer: { status: number; headers: Record<string, string> }
  const asked: string[] = []
  beforeAll(async () => {
    registry = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.writeHead(answer.status, answer.headers).end()
    })
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => registry.close(resolve)))
  const pullsLeft = (parts: Partial<HubParts> = {}) => {
    const { port } = registry.address() as AddressInfo
    const client = createRegistryClient({
      signIns: { credentials: () => Promise.resolve(undefined) },
      trustOf: () => Promise.resolve({ kind: 'insecure' }),
      proxyOf: () => undefined,
      places: { platform: 'linux', home: '/nowhere', environment: {} }
    })
    return handlers({
      openRegistry: (signal) => client.open(`127.0.0.1:${port}`, undefined, signal),
      ...parts
    }).pullsLeft({}, callContext())
  }

  it('that are left are what the registry says, asked by what counts as no pull', async () => {
    answer = {
      status: 200,
      headers: { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '76;w=21600', 'docker-ratelimit-source': 'x' }
    }
    expect(await pullsLeft()).toEqual({ kind: 'limited', limit: 100, remaining: 76, window: 21_600 })
    expect(asked).toEqual(['HEAD /v2/ratelimitpreview/test/manifests/latest'])
    answer = { status: 429, headers: { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '0;w=21600' } }
    expect(await pullsLeft()).toMatchObject({ remaining: 0 })
  })

  it('are without limit where none is named, and unknown where nobody answers', async () => {
    answer = { status: 200, headers: {} }
    expect(await pullsLeft()).toEqual({ kind: 'unlimited' })
    answer = { status: 429, headers: { 'retry-after': '60' } }
    expect(await failureOf(pullsLeft())).toMatchObject({ kind: 'rate-limited' })
    answer = { status: 500, headers: {} }
    expect(await failureOf(pullsLeft())).toMatchObject({ kind: 'network' })
  })
})

describe('a picture', () => {
  let server: Server
  let base: string
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/page') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<b>')
      if (request.url === '/long')
        return void response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(3_000_000))
      if (request.url === '/away')
        return void response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
      if (request.url === '/gone') return void response.writeHead(404).end()
      response.writeHead(200, { 'content-type': 'image/svg+xml; charset=utf-8' }).end('<svg/>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  const loopbackToo = {
    checkPicture: (host: string) => {
      if (!host.startsWith('127.')) throw new FailureError({ kind: 'network', host, message: '' })
    }
  }
  const picture = (url: string, parts: Partial<HubParts> = loopbackToo) =>
    handlers(parts).picture({ url }, callContext())

  it('comes as data, and only where it is one', async () => {
    expect((await picture(`${base}/logo.svg`)).data).toBe(
      `data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`
    )
    expect(await failureOf(picture(`${base}/page`))).toMatchObject({ message: 'not a picture: text/html' })
    expect(await failureOf(picture(`${base}/long`))).toMatchObject({ message: 'the answer is too long' })
    expect(await failureOf(picture(`${base}/gone`))).toMatchObject({ message: 'HTTP 404' })
  })

  it('is never fetched from within, not by name, number nor a detour', async () => {
    for (const url of [
      `${base}/logo.svg`,
      'http://localhost/x.png',
      'http://[::1]/x.png',
      'http://[::ffff:192.168.0.1]/x.png',
      'http://192.168.1.1/x.png',
      'http://169.254.169.254/latest/meta-data',
      'http://0x7f.1/x.png',
      'http://router.local/x.png',
      'http://intranet/x.png'
    ])
      expect(await failureOf(picture(url, {})), url).toMatchObject({ kind: 'network' })
    expect(await failureOf(picture(`${base}/away`))).toMatchObject({ host: '169.254.169.254' })
    for (const url of ['file:///etc/passwd', 'https://user:word@pictures.example/x.png'])
      expect(await failureOf(picture(url, {})), url).toMatchObject({ kind: 'invalid-input' })
  })
})
