import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { nextTick, ref, shallowRef } from 'vue'
import { rangeOf, useVirtualRows } from './use-virtual-rows'

describe('virtual rows', () => {
  it('draw all that is in view and little more, for any place and size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 4_000_000 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 0, max: 100_000 }),
        (top, viewport, count) => {
          const { start, end } = rangeOf(top, viewport, 32, count)
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(count)
          expect(end - start).toBeLessThanOrEqual(Math.ceil(viewport / 32) + 18)
          const first = Math.floor(Math.max(0, top) / 32)
          const last = Math.min(count, Math.ceil((Math.max(0, top) + viewport) / 32))
          if (first < last) {
            expect(start).toBeLessThanOrEqual(first)
            expect(end).toBeGreaterThanOrEqual(last)
          }
        }
      )
    )
  })

  it('need no more row elements than the pool holds, so that none draws two rows', () => {
    const scroller = shallowRef({ scrollTop: 0 } as HTMLElement)
    const rows = useVirtualRows(scroller, () => 100_000, 32)
    for (const top of [0, 1, 31, 32, 777, 64_000, 3_199_000]) {
      rows.scrollTo(top)
      const { start, end } = rows.range.value
      expect(end - start).toBeLessThanOrEqual(rows.pool.value)
    }
  })

  it('bring a row into view by the shortest way', async () => {
    const element = { scrollTop: 0 } as HTMLElement
    const rows = useVirtualRows(shallowRef(element), () => 1000, 32)
    rows.viewport.value = 320
    rows.reveal(5)
    expect(rows.scrollTop()).toBe(0)
    rows.reveal(10)
    expect(rows.scrollTop()).toBe(32)
    rows.reveal(0)
    expect(rows.scrollTop()).toBe(0)
    rows.reveal(999)
    await nextTick()
    expect(element.scrollTop).toBe(999 * 32 + 32 - 320)
  })

  it('follow when rows become fewer', () => {
    const count = ref(1000)
    const rows = useVirtualRows(shallowRef({ scrollTop: 0 } as HTMLElement), () => count.value, 32)
    rows.scrollTo(30_000)
    count.value = 3
    expect(rows.range.value.end).toBe(3)
  })
})
