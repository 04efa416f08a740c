// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, watchEffect, type EffectScope } from 'vue'
import { elapsed, waitedFor } from './clock'

const start = Date.UTC(2026, 0, 1)
let scope: EffectScope
beforeEach(() => {
  vi.useFakeTimers({ now: start })
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.advanceTimersByTime(90_000_000)
  vi.useRealTimers()
})

function reads(since: number): () => number {
  let count = 0
  scope.run(() =>
    watchEffect(
      () => {
        elapsed(since)
        count++
      },
      { flush: 'sync' }
    )
  )
  return () => count
}

describe('the clock', () => {
  it('ticks each second for what is younger than a minute, then each minute', () => {
    const count = reads(start)
    vi.advanceTimersByTime(10_000)
    expect(count()).toBe(11)
    vi.advanceTimersByTime(50_000)
    const atAMinute = count()
    vi.advanceTimersByTime(9 * 60_000)
    expect(count()).toBe(atAMinute + 9)
  })

  it('leaves old ages alone', () => {
    const count = reads(start - 5 * 3_600_000)
    vi.advanceTimersByTime(20 * 60_000)
    expect(count()).toBe(1)
  })

  it('wakes only those whose words change', () => {
    const old = reads(start - 3 * 3_600_000)
    const young = reads(start)
    vi.advanceTimersByTime(5000)
    expect(old()).toBe(1)
    expect(young()).toBe(6)
  })

  it('stops when nobody reads any more', () => {
    reads(start)
    scope.stop()
    vi.advanceTimersByTime(2000)
    expect(waitedFor()).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('rests while the window is hidden, and catches up when it is shown', () => {
    const count = reads(start)
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(30_000)
    expect(count()).toBe(1)
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(count()).toBe(2)
  })
})
