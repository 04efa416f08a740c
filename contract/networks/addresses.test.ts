import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressText, blockText, holds, overlap, readAddress, readBlock, within } from './addresses'

const block = (text: string) => {
  const read = readBlock(text)
  if (read === undefined) throw new Error(`${text} is no block`)
  return read
}
const address = (text: string) => {
  const read = readAddress(text)
  if (read === undefined) throw new Error(`${text} is no address`)
  return read
}

describe('an address', () => {
  /** A browser's own reading, of what stands in brackets in an address of the web. */
  const isIpv6 = (text: string): boolean => URL.canParse(`http://[${text}]/`)

  it('is read as others read it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), fc.stringMatching(/^[0-9a-f:.]{1,20}$/)), (text) => {
        expect(readAddress(text)?.version === 6, text).toBe(isIpv6(text))
      }),
      { numRuns: 500 }
    )
    fc.assert(fc.property(fc.ipV4(), (text) => readAddress(text)?.version === 4))
    for (const text of [
      '10.0.0',
      '10.0.0.256',
      '010.0.0.1',
      '10.0.0.1.1',
      '1e1.0.0.1',
      '',
      'db',
      ':',
      ':::',
      '1::2::3'
    ])
      expect(readAddress(text), text).toBeUndefined()
  })

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 128n - 1n), (value) => {
        expect(readAddress(addressText(6, value))).toEqual({ version: 6, value })
      })
    )
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 32n - 1n), (value) => {
        expect(readAddress(addressText(4, value))).toEqual({ version: 4, value })
      })
    )
    expect(addressText(6, address('fd00:0:0:1::').value)).toBe('fd00:0:0:1::')
    expect(addressText(6, 1n)).toBe('::1')
  })
})

describe('a subnet', () => {
  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', '10.0.0.0/', '/8', '', 'ten/8', '010.0.0.0/8'])(
    '%s is none',
    (text) => expect(readBlock(text)).toBeUndefined()
  )

  it('begins and ends where its bits say', () => {
    expect(blockText(block('172.28.5.9/16'))).toBe('172.28.0.0/16')
    expect(addressText(4, block('172.28.0.0/16').last)).toBe('172.28.255.255')
    expect(blockText(block('fd00:1::ffff/64'))).toBe('fd00:1::/64')
    expect(block('0.0.0.0/0').last).toBe(2n ** 32n - 1n)
  })

  it('holds what is in it, and overlaps what shares an address with it', () => {
    expect(holds(block('10.1.0.0/16'), address('10.1.255.255'))).toBe(true)
    expect(holds(block('10.1.0.0/16'), address('10.2.0.0'))).toBe(false)
    expect(holds(block('::/0'), address('10.2.0.0'))).toBe(false)
    expect(within(block('10.1.0.0/16'), block('10.1.4.0/24'))).toBe(true)
    expect(within(block('10.1.4.0/24'), block('10.1.0.0/16'))).toBe(false)
    expect(overlap(block('10.1.4.0/24'), block('10.0.0.0/8'))).toBe(true)
    expect(overlap(block('10.1.4.0/24'), block('10.1.5.0/24'))).toBe(false)
  })
})
