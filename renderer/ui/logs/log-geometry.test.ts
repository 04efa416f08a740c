import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { evenGeometry, highestPage, unevenGeometry } from './log-geometry'

/** What both must be, said plainly. */
function check(
  geometry: ReturnType<typeof evenGeometry>,
  heights: ReadonlyMap<number, number>,
  first: number,
  end: number
): void {
  let offset = 0
  expect(geometry.first).toBe(first)
  for (let number = first; number < end; number++) {
    const height = heights.get(number) ?? 0
    expect(geometry.offsetOf(number)).toBe(offset)
    expect(geometry.lineAt(offset)).toBe(number)
    expect(geometry.lineAt(offset + height - 1)).toBe(number)
    offset += height
  }
  expect(geometry.total).toBe(offset)
}

describe('where lines stand', () => {
  it('is right for lines of any height that come, go and turn out otherwise', () => {
    const step = fc.record({
      more: fc.integer({ min: 0, max: 400 }),
      fewer: fc.integer({ min: 0, max: 500 }),
      wrong: fc.nat()
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const heights = new Map<number, number>()
        const geometry = unevenGeometry()
        let first = 0
        let end = 0
        for (const { more, fewer, wrong } of steps) {
          end += more
          first = Math.min(end, first + fewer)
          geometry.update(first, end, (number) => {
            const height = 18 * (1 + (number % 5))
            heights.set(number, height)
            return height
          })
          if (end > first) {
            const number = first + (wrong % (end - first))
            geometry.correct(number, 36)
            heights.set(number, 36)
          }
          check(geometry, heights, first, end)
        }
      }),
      { numRuns: 50 }
    )
  })

  it('says by how much lines moved up when older ones went', () => {
    for (const geometry of [evenGeometry(18), unevenGeometry()]) {
      geometry.update(0, 100, () => 18)
      expect(geometry.update(10, 120, () => 18)).toBe(180)
      expect(geometry.total).toBe(110 * 18)
    }
  })

  it('lays out no more than a page can hold: the newest', () => {
    const geometry = unevenGeometry()
    geometry.update(0, 30_000, () => 1800)
    expect(geometry.total).toBeLessThanOrEqual(highestPage)
    expect(geometry.total).toBeGreaterThan(highestPage - 3600)
    expect(geometry.lineAt(geometry.total - 1)).toBe(29_999)
    expect(geometry.lineAt(0)).toBe(geometry.first)
  })
})
