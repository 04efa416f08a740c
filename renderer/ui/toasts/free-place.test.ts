import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freePlace, type Box } from './free-place'

const window = { width: 1280, height: 800 }
const column = { width: 380, height: 60 }
/** A button of 100 by 28, by its lower right corner. */
const button = (right: number, bottom: number): Box => ({ left: right - 100, right, top: bottom - 28, bottom })

describe('the place of messages', () => {
  it('is the corner, where nothing is', () => expect(freePlace(column, window, [])).toBe(16))
  it('is above a page’s foot', () => expect(freePlace(column, window, [button(1264, 790)])).toBe(46))
  it('is the corner beside a foot whose buttons are at the left', () =>
    expect(freePlace(column, window, [button(400, 790)])).toBe(16))
  it('is above two rows of them, where there is no room between', () =>
    expect(freePlace(column, window, [button(1264, 790), button(1264, 700)])).toBe(136))
  it('is between two, where there is', () =>
    expect(freePlace(column, window, [button(1264, 790), button(1264, 600)])).toBe(46))
  it('covers the fewest, where each row has one', () => {
    const rows = Array.from({ length: 25 }, (_, index) => button(1264, 800 - index * 30))
    const place = freePlace(column, window, rows)
    expect(place).toBeGreaterThanOrEqual(16)
    expect(place + column.height).toBeLessThanOrEqual(748)
  })
  it('is always in the window, and free where a free place is', () => {
    const box = fc
      .record({ right: fc.integer({ min: 100, max: 1280 }), bottom: fc.integer({ min: 28, max: 800 }) })
      .map(({ right, bottom }) => button(right, bottom))
    fc.assert(
      fc.property(fc.array(box, { maxLength: 12 }), fc.integer({ min: 20, max: 400 }), (controls, height) => {
        const place = freePlace({ width: 380, height }, window, controls)
        expect(place).toBeGreaterThanOrEqual(16)
        expect(place + height).toBeLessThanOrEqual(748)
        // Free with some room to what is below it.
        const covered = (bottom: number) =>
          controls.filter(
            (one) =>
              one.right > 884 && one.bottom > 800 - bottom - height && one.top - 8 < 800 - bottom && one.bottom > 52
          ).length
        for (let other = 16; other < place; other += 4) expect(covered(other)).toBeGreaterThan(0)
      }),
      { examples: [[[button(885, 749), button(885, 678)], 36]] }
    )
  })
})
