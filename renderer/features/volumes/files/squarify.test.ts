import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { squarify } from './squarify'

const room = { x: 10, y: 20, width: 600, height: 400 }
const falling = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 80 })
  .map((weights) => weights.sort((one, other) => other - one))

describe('the boxes of a treemap', () => {
  it('have the share of the room that their weights have, lie in it, and not on each other', () => {
    fc.assert(
      fc.property(falling, (weights) => {
        const boxes = squarify(weights, room)
        const sum = weights.reduce((all, weight) => all + weight, 0)
        expect(boxes).toHaveLength(weights.length)
        boxes.forEach(({ x, y, width, height }, at) => {
          const share = sum === 0 ? 0 : (weights[at] ?? 0) / sum
          expect(width * height).toBeCloseTo(share * 240_000, 2)
          if (share === 0) return
          expect(Math.min(x - 10, y - 20)).toBeGreaterThan(-1e-6)
          expect(Math.max(x + width - 610, y + height - 420)).toBeLessThan(1e-6)
        })
        for (const [at, one] of boxes.entries())
          for (const other of boxes.slice(at + 1)) {
            const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
            const high = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
            expect(wide > 1e-6 && high > 1e-6).toBe(false)
          }
      })
    )
  })

  it('are the boxes of the paper for its example', () => {
    const boxes = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 })
    expect(boxes[0]).toEqual({ x: 0, y: 0, width: 3, height: 2 })
    expect(boxes[1]).toEqual({ x: 0, y: 2, width: 3, height: 2 })
    expect(boxes[2]?.width).toBeCloseTo(12 / 7)
    expect(boxes[2]?.height).toBeCloseTo(7 / 3)
  })
})
