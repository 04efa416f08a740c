/** Search through Hub's HTTP API, and without it. */
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hubHandlers, type HubParts } from '../../../electron/features/hub/handlers'
import { FailureError } from '../../../electron/engine/failure-error'
import type { Engines } from '../../../electron/engine/engine'
import type { SearchRequest } from '../../../contract/hub/api'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { makeCertificates } from '../../support/certificates'
import { sharedEngine } from '../../support/engine'
import { startHub, type HubServer } from '../../support/hub-server'
import { callContext, collect, connection, connectTo } from '../../support/on-engine'

let hub: HubServer
const { engine, engines } = connectTo(sharedEngine().socketPath)
const noEngine: Engines = {
  get: () => {
    throw new FailureError({ kind: 'not-found', subject: 'other', message: 'No such connection' })
  }
}

beforeAll(async () => {
  hub = await startHub()
})
afterEach(() => {
  hub.weather = { kind: 'fine' }
})
afterAll(async () => {
  engine.dispose()
  await hub.stop()
})

const handlers = (parts: Partial<HubParts> = {}) =>
  hubHandlers({
    engines,
    baseUrl: () => hub.url,
    proxyOf: () => undefined,
    systemTrust: () => Promise.resolve(undefined),
    credentials: () => Promise.resolve(undefined),
    openRegistry: () => Promise.reject(new Error('not asked here')),
    ...parts
  })
type Wishes = Partial<Omit<SearchRequest, 'connection' | 'query'>>
const search = (query: string, wishes: Wishes = {}, parts: Partial<HubParts> = {}, signal?: AbortSignal) =>
  handlers(parts).search({ connection, query, page: 1, ...wishes }, callContext(signal))
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )
const names = ({ results }: Awaited<ReturnType<typeof search>>) => results.map(({ name }) => name)

describe('search', () => {
  it('gives a page of what Hub found, descriptions whole, with badges and architectures', async () => {
    const reply = await search('hello-world')
    expect(reply).toMatchObject({ total: 3, source: 'hub', more: false, byPage: [], ignored: [], filtered: 0 })
    expect(names(reply)).toEqual(['hello-world', 'kitematic/hello-world-nginx', 'someone/hello-world-long'])
    expect(reply.results[0]).toMatchObject({
      official: true,
      badge: 'official',
      stars: 2400,
      pulls: 12_000_000_000,
      pullsAtLeast: true,
      publisher: 'Docker'
    })
    expect(reply.results[0]?.architectures).toContain('riscv64')
    expect(reply.results[1]).toMatchObject({ badge: 'verified', pulls: 10_000_000 })
    expect(reply.results[2]?.description).toMatch(/The last word\.$/)
    expect((await search('hello-world', {}, { engines: noEngine })).total).toBe(3)
  })

  it('turns pages', async () => {
    const [first, third] = await Promise.all([search('page'), search('page', { page: 3 })])
    expect([first.results.length, first.total, first.more]).toEqual([25, 60, true])
    expect([third.results.length, third.more]).toEqual([10, false])
    expect(names(first)).not.toContain(names(third)[0])
  })

  it('has Hub filter and sort over all that it holds', async () => {
    expect(names(await search('hello', { badges: ['official', 'verified'] }))).toEqual([
      'hello-world',
      'kitematic/hello-world-nginx'
    ])
    expect(names(await search('hello', { architecture: 'riscv64' }))).toEqual(['hello-world'])
    const sorted = await search('page', { sort: 'pulls' })
    expect(names(sorted)[0]).toBe('library-of-59/hello-page')
    expect(sorted.byPage).toEqual([])
    expect(hub.requests.at(-1)).toContain('sort=pull_count&order=desc')
  })

  it('does itself what Hub cannot, and says that it holds for the page alone', async () => {
    const reply = await search('hello', { sort: 'stars' })
    expect(names(reply)[0]).toBe('hello-world')
    expect(reply.byPage).toEqual(['sort'])
    // Only the older search says what is built automatically, and it says nothing of architectures.
    const automated = await search('hello', { automated: true, architecture: 'amd64', badges: ['verified'] })
    expect(hub.requests.at(-1)).toMatch(/^\/v2\/search\/repositories\//)
    expect(names(automated)).toEqual(['kitematic/hello-world-nginx'])
    expect(automated).toMatchObject({ byPage: ['automated'], ignored: ['badges', 'architecture'], filtered: 24 })
  })

  it('asks the older search where the newer is not to be had', async () => {
    hub.weather = { kind: 'older' }
    const reply = await search('hello-world')
    expect(reply).toMatchObject({ total: 3, source: 'hub' })
    expect(reply.results[0]).toMatchObject({ name: 'hello-world', pulls: 12_000_000_000, badge: 'official' })
    expect(reply.results[0]?.pullsAtLeast).toBeUndefined()
  })

  it('keeps hostile text as text, and leaves out what has no name', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202e"; rm -rf /'
    hub.weather = {
      kind: 'body',
      body: JSON.stringify({
        total: 'many',
        extra: 1,
        results: [
          { name: evil, slug: 7, short_description: evil, star_count: null, architectures: 'all', pull_count: '1e9B' },
          { name: 7 },
          null
        ]
      })
    }
    const { results, total } = await search('x')
    expect(total).toBe(1)
    expect(results).toHaveLength(1)
    expect(results[0]).toMatchObject({ name: evil, description: evil, stars: 0, official: false, architectures: [] })
    expect(results[0]?.pulls).toBeUndefined()
    hub.weather = { kind: 'fine' }
    expect(names(await search('harbour'))).toEqual(['مرسى/\u202egpj.exe', 'many/tags'])
  })

  it('says until when Hub will not answer', async () => {
    const until = Math.floor(Date.now() / 1_000) + 60
    hub.weather = { kind: 'rate-limited', until }
    const before = hub.requests.length
    expect(await failureOf(search('x'))).toMatchObject({ kind: 'rate-limited', until })
    // Not asked once more by another way.
    expect(hub.requests).toHaveLength(before + 1)
  })

  it.each([
    ['broken', { kind: 'body', body: '{"total": 1, "results": [' }],
    ['some other page', { kind: 'body', body: '<html>a captive portal</html>' }],
    ['something else in JSON', { kind: 'body', body: '{"status":"ok"}' }],
    ['an error of the server', { kind: 'status', status: 503 }]
  ] as const)('with Hub answering %s: asks the engine, and says that both failed', async (_title, weather) => {
    hub.weather = weather
    const failure = await failureOf(search('x'))
    expect(failure).toMatchObject({ kind: 'network', host: new URL(hub.url).host })
    // The throwaway engine reaches no Hub either.
    expect((failure as { message: string }).message).toMatch(/^127\.0\.0\.1:\d+: .+; .*index\.docker\.io/s)
  })

  it('with nobody at the address, or no address: the same', async () => {
    for (const baseUrl of ['http://127.0.0.1:1', 'not an address'])
      expect(await failureOf(search('x', {}, { baseUrl: () => baseUrl }))).toMatchObject({ kind: 'network' })
  })

  it("takes the engine's own search where only that answers, and filters and sorts all of it", async () => {
    const asked: unknown[] = []
    const found = Array.from({ length: 30 }, (_, index) => ({
      name: `n${index}`,
      description: 'd',
      star_count: index,
      is_official: index === 0,
      is_automated: index % 2 === 1
    }))
    const standIn = {
      get: () => ({ ...engine, get: (request: unknown) => (asked.push(request), Promise.resolve(found)) })
    } as unknown as Engines
    const parts = { engines: standIn, baseUrl: () => 'http://127.0.0.1:1' }
    const reply = await search('x', { page: 2 }, parts)
    expect(reply).toMatchObject({ source: 'engine', total: 30, reason: expect.stringContaining('127.0.0.1:1') })
    expect(names(reply)).toEqual(['n25', 'n26', 'n27', 'n28', 'n29'])
    expect(asked).toMatchObject([{ path: '/images/search', query: { term: 'x', limit: 100 } }])
    const wished = await search('x', { automated: true, sort: 'stars', architecture: 'arm64' }, parts)
    expect(names(wished).slice(0, 2)).toEqual(['n29', 'n27'])
    expect(wished).toMatchObject({ total: 15, filtered: 15, byPage: [], ignored: ['architecture'] })
  })

  it('ends when nobody wants it any more: the connection too', async () => {
    hub.weather = { kind: 'silent' }
    const abort = new AbortController()
    const asked = search('x', {}, {}, abort.signal)
    setTimeout(() => abort.abort(), 50)
    expect(await failureOf(asked)).toMatchObject({ kind: 'cancelled' })
  })

  it('as one types, gives up the older question', async () => {
    hub.weather = { kind: 'silent' }
    const older = collect((context) => handlers().find({ connection, query: 'slow', page: 1 }, context))
    expect(await waitUntil(() => hub.requests.some((path) => path.includes('query=slow')), 5_000)).toBe(true)
    await older.close()
    expect(await waitUntil(() => hub.abandoned.some((path) => path.includes('query=slow')), 5_000)).toBe(true)
    hub.weather = { kind: 'fine' }
    const newer = collect((context) => handlers().find({ connection, query: 'hello-world', page: 1 }, context))
    await newer.ended
    expect(newer.items.map(({ total }) => total)).toEqual([3])
  })

  it('goes through the proxy that is set', async () => {
    // The stand-in takes whole addresses as a proxy does: whose they are does not matter to it.
    const reply = await search('hello-world', {}, { baseUrl: () => 'http://hub.test', proxyOf: () => new URL(hub.url) })
    expect(reply.total).toBe(3)
    expect(hub.requests.at(-1)).toMatch(/^http:\/\/hub\.test\/api\/search\/v4\?/)
  })

  it('does not wait for a silent Hub', async () => {
    hub.weather = { kind: 'silent' }
    const began = Date.now()
    expect(await failureOf(search('x'))).toMatchObject({
      kind: 'network',
      message: expect.stringContaining('no answer in time')
    })
    expect(Date.now() - began).toBeLessThan(12_000)
  })
})

describe('a Hub that takes long', () => {
  const patience = 300
  const found = [{ name: 'by-engine', description: '', star_count: 1, is_official: false, is_automated: false }]
  const asked: unknown[] = []
  const engineThat = (answers: () => Promise<unknown>): Engines =>
    ({
      get: () => ({ ...engine, get: (request: unknown) => (asked.push(request), answers()) })
    }) as unknown as Engines
  afterEach(() => asked.splice(0))

  it('has the engine asked beside it, whose answer is shown with that reason; the question to Hub is given up', async () => {
    hub.weather = { kind: 'silent' }
    const began = Date.now()
    const reply = await search('beside', {}, { patience, engines: engineThat(() => Promise.resolve(found)) })
    expect(reply).toMatchObject({ source: 'engine', slow: true, total: 1 })
    expect(Date.now() - began).toBeLessThan(4_000)
    expect(await waitUntil(() => hub.abandoned.some((path) => path.includes('query=beside')), 5_000)).toBe(true)
  })
  it('is shown where it answers before the engine does, or where that fails', async () => {
    hub.weather = { kind: 'slow', after: 2 * patience }
    const never = engineThat(() => new Promise(() => undefined))
    expect(await search('hello-world', {}, { patience, engines: never })).toMatchObject({ source: 'hub', total: 3 })
    expect(asked).toHaveLength(1)
    const refusing = engineThat(() => Promise.reject(new FailureError({ kind: 'engine-error', message: 'no' })))
    expect(await search('hello-world', {}, { patience, engines: refusing })).toMatchObject({ source: 'hub', total: 3 })
  })
  it('is waited for where one asks for that', async () => {
    hub.weather = { kind: 'slow', after: 2 * patience }
    const quick = engineThat(() => Promise.resolve(found))
    const reply = await search('hello-world', { patient: true }, { patience, engines: quick })
    expect(reply).toMatchObject({ source: 'hub', total: 3 })
    expect(reply.slow).toBeUndefined()
    expect(asked).toEqual([])
  })
})

describe('a Hub whose certificate only the system knows', () => {
  it('is believed, as the engine and a browser believe it, and by nobody else', async () => {
    const certificates = await makeCertificates()
    const encrypted = await startHub(undefined, { tls: certificates.server })
    try {
      let read = 0
      const ca = readFileSync(certificates.server.ca)
      const parts = {
        baseUrl: () => encrypted.url,
        systemTrust: () => Promise.resolve((read++, createSecureContext({ ca })))
      }
      const one = handlers(parts)
      for (const query of ['hello-world', 'hello-page']) {
        const reply = await one.search({ connection, query, page: 1 }, callContext())
        expect(reply.source).toBe('hub')
      }
      expect(read).toBe(2)
      // What does not come over a connection that is believed is never asked for.
      expect(encrypted.requests).toHaveLength(2)
      const failure = await failureOf(search('x', {}, { ...parts, systemTrust: () => Promise.resolve(undefined) }))
      expect(failure).toMatchObject({ kind: 'network', message: expect.stringMatching(/certificate/) })
    } finally {
      await encrypted.stop()
      await certificates.remove()
    }
  })
})
