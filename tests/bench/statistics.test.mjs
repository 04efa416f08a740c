import { describe, expect, it } from 'vitest'
import { interleave, median, pairedRatio, percentile } from './statistics.mjs'

describe('percentile', () => {
  it('lies between two neighbours', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([9, 1, 5])).toBe(5)
    expect(percentile([0, 10, 20, 30, 40], 0.95)).toBeCloseTo(38)
    expect(percentile([7], 0.99)).toBe(7)
  })
  it('leaves its input in its order', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })
  it('keeps what never came as endless', () => {
    expect(percentile([1, Infinity, Infinity], 0.95)).toBe(Infinity)
  })
  it('refuses nothing at all', () => {
    expect(() => median([])).toThrow('nothing was measured')
  })
})

describe('pairedRatio', () => {
  it('is the median of the ratios, not the ratio of the medians', () => {
    expect(pairedRatio([2, 30, 3], [1, 10, 3])).toBe(2)
  })
  it('refuses a value without its pair', () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow('pair')
  })
})

it('interleaves two measurements, round by round', async () => {
  /** @type {string[]} */
  const order = []
  /** @param {string} name @param {number} value */
  const measure = (name, value) => async (/** @type {number} */ round) => {
    order.push(`${name}${round}`)
    return value + round
  }
  expect(await interleave(2, measure('a', 10), measure('b', 20))).toEqual({ values: [10, 11], against: [20, 21] })
  expect(order).toEqual(['a0', 'b0', 'a1', 'b1'])
})
