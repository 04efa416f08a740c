import { describe, expect, it } from 'vitest'
import { binarySize, memoryShare, percentText } from './figures'

describe('figures of stats', () => {
  // What units.BytesSize of docker/go-units gives.
  it.each([
    [0, '0B'],
    [1023, '1023B'],
    [1024, '1KiB'],
    [1536, '1.5KiB'],
    [1024 * 1024 - 1, '1024KiB'],
    [12_345_678, '11.77MiB'],
    [64 * 1024 * 1024, '64MiB'],
    [1024 ** 3, '1GiB'],
    [23.47 * 1024 ** 3, '23.47GiB'],
    // An exact half goes to the even digit, as in Go: pages of 4 KiB often make one.
    [100.25 * 1024 ** 2, '100.2MiB'],
    [100.75 * 1024 ** 2, '100.8MiB']
  ])('write %d bytes of memory as %s', (bytes, text) => expect(binarySize(bytes).text).toBe(text))

  it('have two digits for percents', () => {
    expect(percentText(0)).toBe('0.00%')
    expect(percentText(199.996)).toBe('200.00%')
    expect(percentText(memoryShare(1, 4))).toBe('25.00%')
    expect(memoryShare(1, 0)).toBe(0)
  })
})
