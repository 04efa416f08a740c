import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPacer } from './pacer'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

describe('a pacer', () => {
  it('gathers first, then keeps its pace', async () => {
    const pacer = createPacer({ pace: 1_000, gathering: 100 }, new AbortController().signal)
    let news = 0
    const turns: number[] = []
    const began = performance.now()
    void (async () => {
      for (;;) {
        await pacer.turn(() => news > 0)
        news = 0
        turns.push(performance.now() - began)
      }
    })()
    for (let step = 0; step < 24; step++) {
      news += 1
      pacer.wake()
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(turns).toEqual([100, 1_100, 2_100])
  })

  it('ends its wait with the signal, and leaves no timer', async () => {
    const abort = new AbortController()
    const pacer = createPacer({ pace: 1_000, gathering: 100 }, abort.signal)
    const idle = pacer.turn(() => false)
    const gathering = pacer.turn(() => true)
    abort.abort()
    await Promise.all([idle, gathering])
    expect(vi.getTimerCount()).toBe(0)
  })
})
