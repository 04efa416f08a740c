import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import { useSteadyRows } from './use-steady-rows'

const height = 32
let scope: EffectScope
beforeEach(() => {
  scope = effectScope()
  vi.useFakeTimers()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function list(...ids: string[]) {
  const rows = shallowRef<readonly string[]>(ids)
  let top = 0
  const steady = scope.run(() =>
    useSteadyRows(
      () => rows.value,
      (id) => id,
      height,
      { scrollTop: () => top, height: () => 320, scrollTo: (pixels) => (top = pixels) }
    )
  )
  if (steady === undefined) throw new Error('The scope has ended')
  return {
    steady,
    /** Pixels between the upper edge of the view and the row. */
    at: (id: string): number => steady.rows.value.indexOf(id) * height + steady.gap.value - top,
    scroll: (pixels: number): void => void (top = pixels),
    top: () => top,
    refresh: async (...next: string[]): Promise<void> => {
      rows.value = next
      await nextTick()
    }
  }
}

describe('rows under the pointer', () => {
  it('stay where they are when rows come above them', async () => {
    const { steady, at, refresh } = list('a', 'b', 'c')
    steady.hover(1)
    const before = at('b')
    await refresh('new', 'newer', 'a', 'b', 'c')
    expect(at('b')).toBe(before)
    expect(steady.room.value).toBeGreaterThanOrEqual(2 * height + 320)
  })

  it('stay where they are when rows above them go, even at the very top', async () => {
    const { steady, at, refresh } = list('a', 'b', 'c', 'd')
    steady.hover(2)
    const before = at('c')
    await refresh('c', 'd')
    expect(at('c')).toBe(before)
    await refresh('x', 'y', 'z', 'c', 'd')
    expect(at('c')).toBe(before)
    expect(steady.gap.value).toBe(0)
  })

  it('stay as a ghost when they go themselves, until the pointer moves off', async () => {
    const { steady, at, refresh } = list('a', 'b', 'c')
    steady.hover(1)
    const before = at('b')
    await refresh('a', 'c')
    expect(steady.ghost.value).toBe('b')
    expect(steady.rows.value).toEqual(['a', 'b', 'c'])
    expect(at('b')).toBe(before)
    const neighbour = at('c')
    steady.hover(2)
    expect(steady.ghost.value).toBeUndefined()
    expect(steady.rows.value).toEqual(['a', 'c'])
    expect(at('c')).toBe(neighbour)
  })

  it('do not stay as a ghost for long', async () => {
    const { steady, refresh } = list('a', 'b', 'c')
    steady.hover(1)
    await refresh('a', 'c')
    vi.advanceTimersByTime(1600)
    expect(steady.ghost.value).toBeUndefined()
    expect(steady.rows.value).toEqual(['a', 'c'])
  })

  it('settle into their places when the pointer leaves', async () => {
    const { steady, refresh } = list('a', 'b', 'c')
    steady.hover(2)
    await refresh('b', 'c')
    expect(steady.gap.value).toBe(height)
    steady.hover(undefined)
    expect(steady.gap.value).toBe(0)
    expect(steady.room.value).toBe(0)
  })

  it('do not hold back a list that is looked at from its top with the pointer elsewhere', async () => {
    const { steady, refresh, top } = list('a', 'b')
    await refresh('new', 'a', 'b')
    expect(steady.rows.value).toEqual(['new', 'a', 'b'])
    expect(top()).toBe(0)
  })

  it('hold the first row in view where a list is scrolled', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `row${index}`)
    const { at, scroll, refresh } = list(...ids)
    scroll(10 * height)
    await refresh('new', ...ids)
    expect(at('row10')).toBe(0)
  })
})
