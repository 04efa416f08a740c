import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFeed } from './change-feed'

describe('change feed', () => {
  it('gives a snapshot first and merges what happens while a watcher is busy', async () => {
    const feed = createFeed<string, number>()
    feed.upsert('a', 1)
    const watcher = feed.watch(new AbortController().signal)
    expect((await watcher.next()).value).toEqual({ kind: 'snapshot', values: [1] })
    feed.upsert('a', 2)
    feed.upsert('a', 3)
    feed.upsert('b', 4)
    feed.remove(['a'])
    expect((await watcher.next()).value).toEqual({ kind: 'change', upserted: [4], removed: ['a'] })
  })

  it('ends with its signal, also while it waits', async () => {
    const abort = new AbortController()
    const watcher = createFeed<string, number>().watch(abort.signal)
    await watcher.next()
    const waiting = watcher.next()
    abort.abort()
    expect((await waiting).done).toBe(true)
  })

  it('leaves every watcher with what the feed holds, whatever happened in between', async () => {
    const step = fc.oneof(
      fc.tuple(fc.constant('upsert' as const), fc.integer({ min: 0, max: 5 }), fc.integer()),
      fc.tuple(fc.constant('remove' as const), fc.integer({ min: 0, max: 5 })),
      fc.tuple(fc.constant('reset' as const), fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer()))),
      fc.tuple(fc.constant('read' as const))
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step), async (steps) => {
        const feed = createFeed<number, { key: number; value: number }>()
        const abort = new AbortController()
        const seen = new Map<number, number>()
        const watcher = feed.watch(abort.signal)
        const read = async (): Promise<void> => {
          const { value } = await watcher.next()
          if (value === undefined) return
          if (value.kind === 'snapshot') {
            seen.clear()
            for (const entry of value.values) seen.set(entry.key, entry.value)
          } else {
            for (const entry of value.upserted) seen.set(entry.key, entry.value)
            for (const key of value.removed) seen.delete(key)
          }
        }
        await read()
        let pending = false
        for (const [kind, first, second] of steps) {
          if (kind === 'upsert') feed.upsert(first as number, { key: first as number, value: second as number })
          else if (kind === 'remove') feed.remove([first as number])
          else if (kind === 'reset')
            feed.reset((first as [number, number][]).map(([key, value]) => [key, { key, value }] as const))
          else if (pending) await read()
          pending = kind === 'read' ? false : pending || kind !== 'remove'
        }
        // A last change, so that there is something to read; then everything is known.
        feed.upsert(99, { key: 99, value: 0 })
        await read()
        expect([...seen].sort()).toEqual([...feed.values()].map(({ key, value }) => [key, value]).sort())
        abort.abort()
      }),
      { numRuns: 200 }
    )
  })
})
