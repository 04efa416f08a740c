import { describe, expect, it } from 'vitest'
import { backoff } from './backoff'
import { compareApi, negotiateApi, newestApi } from './version'

describe('API versions', () => {
  it('are compared as numbers', () => {
    expect(compareApi('1.9', '1.41')).toBeLessThan(0)
    expect(compareApi('2.0', '1.99')).toBeGreaterThan(0)
    expect(compareApi('1.41', '1.41')).toBe(0)
  })
  it.each([
    ['1.41', '1.41'],
    ['1.24', '1.24'],
    ['1.52', newestApi],
    ['1.23', undefined],
    ['', undefined],
    ['banana', undefined],
    ['1.41.0', undefined]
  ])('an engine of %s is asked in %s', (engine, expected) => {
    expect(negotiateApi(engine)).toBe(expected)
  })
})

describe('waiting between tries', () => {
  it('doubles from a quarter of a second up to 15 seconds', () => {
    const middle = (): number => 0.5
    expect([0, 1, 2, 3, 4, 5, 6, 7, 1_000].map((failures) => backoff(failures, middle))).toEqual([
      250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000
    ])
  })
  it('varies by a quarter, never past the longest', () => {
    expect(backoff(0, () => 0)).toBe(188)
    expect(backoff(0, () => 0.999)).toBe(312)
    expect(backoff(20, () => 0.999)).toBe(15_000)
  })
})
