import { describe, expect, it } from 'vitest'
import { heightOf } from './chart-options'
import { sparkPoints } from './spark-points'

describe('the height of a chart', () => {
  it('leaves a little room, and is something where there is nothing', () => {
    expect(heightOf(100, 0, undefined)).toBeCloseTo(115)
    expect(heightOf(0, 0, undefined)).toBe(1)
    expect(heightOf(1, 50, undefined)).toBe(50)
  })
  it('reaches to a limit that is near, and not to one that is far', () => {
    expect(heightOf(60, 0, 100)).toBeCloseTo(105)
    expect(heightOf(1, 0, 100)).toBeCloseTo(1.15)
    expect(heightOf(120, 0, 100)).toBeGreaterThan(120)
  })
})

describe('a small line', () => {
  const box = { width: 59, height: 10, places: 60, least: 10 }
  it('has its newest value at the right, and does not make a storm of nothing', () => {
    expect(sparkPoints([0, 5], box)).toEqual([
      [58, 10],
      [59, 5]
    ])
    expect(sparkPoints([], box)).toEqual([])
  })
  it('reaches the top by its largest, and shows no more than it has places for', () => {
    const points = sparkPoints(
      Array.from({ length: 100 }, (_, index) => index),
      box
    )
    expect(points).toHaveLength(60)
    expect(points[0]?.[0]).toBe(0)
    expect(points.at(-1)).toEqual([59, 0])
  })
})
