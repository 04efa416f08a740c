import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { humanSize } from './size'

describe('humanSize', () => {
  // docker/go-units' own table, for four digits.
  it.each([
    [1000, '1kB'],
    [1024, '1.024kB'],
    [1_000_000, '1MB'],
    [1_048_576, '1.049MB'],
    [2_000_000, '2MB'],
    [3.42e9, '3.42GB'],
    [5.372e12, '5.372TB'],
    [2.22e15, '2.22PB']
  ])('writes %d as %s with four digits', (bytes, text) => {
    expect(humanSize(bytes, 4).text).toBe(text)
  })

  it.each([
    [0, '0B'],
    [999, '999B'],
    [13_256, '13.3kB'],
    [77_812_345, '77.8MB'],
    [1_240_000_000, '1.24GB'],
    [4_261_502, '4.26MB'],
    // An exact half goes to the even digit in Go, to the larger one in JavaScript.
    [12_250, '12.2kB'],
    [12_350, '12.3kB'],
    [1_125_000, '1.12MB']
  ])('writes %d as %s, as docker images does', (bytes, text) => {
    expect(humanSize(bytes).text).toBe(text)
  })

  it('takes the next unit where rounding reaches a thousand', () => {
    expect(humanSize(999_999).text).toBe('1MB')
    expect(humanSize(999_400).text).toBe('999kB')
  })

  it('gives the count and unit that its text is made of, never in exponents', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        const { count, unit, text, key } = humanSize(bytes)
        expect(text).toBe(`${count}${unit}`)
        expect(key).toBe(`format.size.${unit}`)
        expect(text).toMatch(/^\d{1,3}(\.\d{1,2})?[kMGTP]?B$/)
      })
    )
  })
})
