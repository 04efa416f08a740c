import { describe, expect, it, vi } from 'vitest'
import { waitUntil } from '../../build/tools/wait.mjs'
import { fakeEngine, type FakeEngine } from '../../tests/support/fake-engine'
import type { FeedChange } from '../platform/change-feed'
import * as v from 'valibot'
import { FailureError } from './failure-error'
import { createMirror, type Mirror } from './mirror'

/** A collection whose values count how often they were read; `a` stands for any id. */
function counting(engine: FakeEngine, warn = vi.fn()): Mirror<string> {
  return createMirror<string>({
    engine,
    load: async () => Object.entries(await engine.get({ path: '/all' }, v.record(v.string(), v.string()))),
    async refresh(names) {
      const answer = await engine.get({ path: '/some', body: names }, v.record(v.string(), v.string()))
      const found = names.flatMap((name) => (answer[name] === undefined ? [] : [[name, answer[name]] as const]))
      return {
        found,
        gone: names.filter((name) => answer[name] === undefined),
        again: found.filter(([, value]) => value === 'stale').map(([name]) => name)
      }
    },
    read: ({ action, id }) =>
      action === 'noise' ? undefined : action === 'destroy' ? { gone: [id] } : { changed: [id] },
    warn
  })
}

function follow(mirror: Mirror<string>): {
  changes: Array<FeedChange<string, string>>
  ended: Promise<unknown>
  stop: () => void
} {
  const abort = new AbortController()
  const changes: Array<FeedChange<string, string>> = []
  const ended = (async () => {
    for await (const change of mirror.watch(abort.signal)) changes.push(change)
  })().catch((error: unknown) => error)
  return { changes, ended, stop: () => abort.abort() }
}
const eventually = async (holds: () => boolean): Promise<void> => {
  expect(await waitUntil(holds, 5_000, 2)).toBe(true)
}

describe('a mirror', () => {
  it('reads everything once, then only what an event names', async () => {
    const data: Record<string, string> = { a: '1', b: '1' }
    const engine = fakeEngine(() => ({ ...data }))
    const mirror = counting(engine)
    const { changes, stop } = follow(mirror)
    await eventually(() => changes.length === 1)
    expect(changes[0]).toEqual({ kind: 'snapshot', values: ['1', '1'] })
    data['b'] = '2'
    engine.tell({ id: 'b' })
    engine.tell({ action: 'noise', id: 'a' })
    await eventually(() => changes.length === 2)
    expect(changes[1]).toEqual({ kind: 'change', upserted: ['2'], removed: [] })
    expect(engine.requests.map(({ path, body }) => [path, body])).toEqual([
      ['/all', undefined],
      ['/some', ['b']]
    ])
    engine.tell({ action: 'destroy', id: 'a' })
    await eventually(() => changes.length === 3)
    expect(changes[2]).toEqual({ kind: 'change', upserted: [], removed: ['a'] })
    expect(engine.requests.length).toBe(2)
    stop()
  })

  it('answers 10,000 events in a second with a handful of requests, and ends up true', async () => {
    const data: Record<string, string> = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`c${index}`, '0'])
    )
    const engine = fakeEngine(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10))
      return { ...data }
    })
    const mirror = counting(engine)
    await eventually(() => mirror.feed.size === 100)
    const began = performance.now()
    for (let sent = 0; sent < 10_000;) {
      const due = Math.min(10_000, Math.ceil((performance.now() - began) * 10))
      for (; sent < due; sent++) {
        data[`c${sent % 100}`] = String(sent)
        engine.tell({ id: `c${sent % 100}` })
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    await eventually(() => [...mirror.feed.values()].every((value) => Number(value) >= 9_900))
    expect(engine.requests.length).toBeLessThan(12)
  })

  it('asks again where an event has said more than the answer, but not for ever', async () => {
    let answers = 0
    const engine = fakeEngine(({ path }) => (path === '/all' ? { a: 'old' } : { a: ++answers < 3 ? 'stale' : 'new' }))
    const mirror = counting(engine)
    await eventually(() => mirror.feed.size === 1)
    engine.tell({ id: 'a' })
    await eventually(() => mirror.feed.get('a') === 'new')
    expect(answers).toBe(3)
    answers = Number.NEGATIVE_INFINITY
    vi.useFakeTimers()
    try {
      const before = engine.requests.length
      engine.tell({ id: 'a' })
      await vi.advanceTimersByTimeAsync(20_000)
      expect(engine.requests.length - before).toBeGreaterThan(12)
      await vi.advanceTimersByTimeAsync(60_000)
      expect(engine.requests.length - before).toBe(21)
    } finally {
      vi.useRealTimers()
    }
  })

  it('does not bring back what went while an answer with it was under way', async () => {
    let release = (): void => undefined
    const engine = fakeEngine(async () => {
      await new Promise<void>((resolve) => (release = resolve))
      return { a: '1', b: '1' }
    })
    const mirror = counting(engine)
    await eventually(() => engine.requests.length === 1)
    engine.tell({ action: 'destroy', id: 'a' })
    await Promise.resolve()
    release()
    await eventually(() => mirror.feed.size > 0)
    expect([...mirror.feed.keys()]).toEqual(['b'])
  })

  it('keeps what it knows while the engine is away, and replaces it after that', async () => {
    let data: Record<string, string> = { a: '1', b: '1' }
    const engine = fakeEngine(() => data)
    const mirror = counting(engine)
    const { changes, stop } = follow(mirror)
    await eventually(() => changes.length === 1)
    engine.lose()
    engine.tell({ id: 'a' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(mirror.feed.size).toBe(2)
    data = { b: '2', c: '1' }
    engine.return()
    await eventually(() => changes.at(-1)?.kind === 'snapshot' && changes.length > 1)
    expect(changes.at(-1)).toEqual({ kind: 'snapshot', values: ['2', '1'] })
    stop()
  })

  it('does not use an answer to a session that is over', async () => {
    const releases: Array<(value: unknown) => void> = []
    const engine = fakeEngine(() => new Promise((resolve) => releases.push(resolve)))
    const mirror = counting(engine)
    await eventually(() => releases.length === 1)
    engine.lose()
    engine.return()
    releases[0]?.({ old: '1' })
    await eventually(() => releases.length === 2)
    releases[1]?.({ fresh: '1' })
    await eventually(() => mirror.feed.size > 0)
    expect([...mirror.feed.keys()]).toEqual(['fresh'])
  })

  it('says why the first list cannot be read, and reads it for the next who looks', async () => {
    let broken = true
    const engine = fakeEngine(() => {
      if (broken) throw new FailureError({ kind: 'engine-error', message: 'Not JSON' })
      return { a: '1' }
    })
    const mirror = counting(engine)
    const first = follow(mirror)
    expect(await first.ended).toMatchObject({ failure: { kind: 'engine-error', message: 'Not JSON' } })
    broken = false
    const second = follow(mirror)
    await eventually(() => second.changes.length === 1)
    expect(second.changes[0]).toEqual({ kind: 'snapshot', values: ['1'] })
    second.stop()
  })

  it("keeps its list where an event's question fails, says so once a try, and asks again", async () => {
    let broken = false
    const warn = vi.fn()
    const engine = fakeEngine(({ path }) => {
      if (broken) throw new FailureError({ kind: 'engine-error', message: 'oh' })
      return { a: path === '/all' ? '1' : '2' }
    })
    const mirror = counting(engine, warn)
    const { changes, stop } = follow(mirror)
    await eventually(() => changes.length === 1)
    broken = true
    engine.tell({ id: 'a' })
    await eventually(() => warn.mock.calls.length === 1)
    expect(mirror.feed.get('a')).toBe('1')
    broken = false
    await eventually(() => mirror.feed.get('a') === '2')
    stop()
  })
})
