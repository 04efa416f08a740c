/** Search through Hub's HTTP API, and without it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hubHandlers } from '../../../electron/features/hub/handlers'
import { FailureError } from '../../../electron/engine/failure-error'
import type { Engines } from '../../../electron/engine/engine'
import { sharedEngine } from '../../support/engine'
import { startHub, type HubServer } from '../../support/hub-server'
import { callContext, connection, connectTo } from '../../support/on-engine'

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

const search = (query: string, page = 1, parts = { engines, baseUrl: () => hub.url }, signal?: AbortSignal) =>
  hubHandlers(parts).search({ connection, query, page }, callContext(signal))
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { failure?: unknown }) => error.failure
  )

describe('search', () => {
  it('gives a page of what Hub found, descriptions whole', async () => {
    const reply = await search('hello-world')
    expect(reply).toMatchObject({ source: 'hub', total: 3 })
    expect(reply.results[0]).toEqual({
      name: 'hello-world',
      description: 'Hello World! (an example of minimal Dockerization)',
      stars: 2_400,
      pulls: 12_000_000_000,
      official: true,
      automated: false
    })
    expect(reply.results[2]?.description).toMatch(/The last word\.$/)
    expect(new URL(hub.requests.at(-1) ?? '', hub.url).searchParams.get('page_size')).toBe('25')
    // Hub needs no engine.
    expect((await search('hello-world', 1, { engines: noEngine, baseUrl: () => hub.url })).total).toBe(3)
  })

  it('gives the other pages, and nothing for nothing', async () => {
    const [first, second, third] = await Promise.all([1, 2, 3].map((page) => search('filler', page)))
    expect([first, second, third].map((reply) => reply?.results.length)).toEqual([25, 25, 10])
    expect(new Set([first, second, third].flatMap((reply) => reply?.results.map(({ name }) => name))).size).toBe(60)
    expect(await search('no such thing at all')).toEqual({ results: [], total: 0, source: 'hub' })
  })

  it('keeps hostile text as text, and leaves out what has no name', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202e"; rm -rf /'
    hub.weather = {
      kind: 'body',
      body: JSON.stringify({
        count: 'many',
        extra: 1,
        results: [{ repo_name: evil, short_description: evil, star_count: null }, { repo_name: 7 }, null]
      })
    }
    expect(await search('x')).toEqual({
      results: [{ name: evil, description: evil, stars: 0, pulls: undefined, official: false, automated: false }],
      total: 1,
      source: 'hub'
    })
  })

  it('says until when Hub will not answer', async () => {
    const until = Math.floor(Date.now() / 1_000) + 60
    hub.weather = { kind: 'rate-limited', until }
    expect(await failureOf(search('x'))).toMatchObject({ kind: 'rate-limited', until })
  })

  it.each([
    ['broken', { kind: 'body', body: '{"count": 1, "results": [' }],
    ['some other page', { kind: 'body', body: '<html>a captive portal</html>' }],
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
      expect(await failureOf(search('x', 1, { engines, baseUrl: () => baseUrl }))).toMatchObject({ kind: 'network' })
  })

  it("takes the engine's own search where only that answers", async () => {
    const asked: unknown[] = []
    const found = Array.from({ length: 30 }, (_, index) => ({
      name: `n${index}`,
      description: 'd',
      star_count: index,
      is_official: index === 0,
      is_automated: false
    }))
    const standIn = {
      get: () => ({ ...engine, get: (request: unknown) => (asked.push(request), Promise.resolve(found)) })
    } as unknown as Engines
    const reply = await search('x', 2, { engines: standIn, baseUrl: () => 'http://127.0.0.1:1' })
    expect(reply).toMatchObject({ source: 'engine', total: 30 })
    expect(reply.results.map(({ name }) => name)).toEqual(['n25', 'n26', 'n27', 'n28', 'n29'])
    expect(asked).toMatchObject([{ path: '/images/search', query: { term: 'x', limit: 100 } }])
  })

  it('ends when nobody wants it any more', async () => {
    hub.weather = { kind: 'silent' }
    const abort = new AbortController()
    const asked = search('x', 1, undefined, abort.signal)
    setTimeout(() => abort.abort(), 50)
    expect(await failureOf(asked)).toMatchObject({ kind: 'cancelled' })
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
