import { describe, expect, it } from 'vitest'
import { format, isBroken, report, table } from './report.mjs'

/** @type {import('./report.mjs').Result} */
const start = { name: 'start', value: 600, unit: 'ms', against: 400, ratio: 1.5, limit: 1.5 }

describe('a limit', () => {
  it('holds the ratio where there is one', () => {
    expect(isBroken(start)).toBe(false)
    expect(isBroken({ ...start, ratio: 1.51 })).toBe(true)
  })
  it('holds the value where there is no ratio', () => {
    expect(isBroken({ ...start, against: null, ratio: null, value: 100, limit: 100 })).toBe(false)
    expect(isBroken({ ...start, against: null, ratio: null, value: 101, limit: 100 })).toBe(true)
  })
  it('is broken by what never came, and by what is no number', () => {
    expect(isBroken({ ...start, ratio: null, value: Infinity })).toBe(true)
    expect(isBroken({ ...start, ratio: NaN })).toBe(true)
  })
  it('is none where it is for information', () => {
    expect(isBroken({ ...start, ratio: 9, limit: null })).toBe(false)
  })
})

it('formats each unit', () => {
  expect(format(430.4, 'ms')).toBe('430 ms')
  expect(format(12.34, 'ms')).toBe('12.3 ms')
  expect(format(254e6, 'bytes')).toBe('254 MB')
  expect(format(0.003, 'share of a core')).toBe('0.30 %')
  expect(format(3, 'tasks')).toBe('3')
  expect(format(null, 'ms')).toBe('')
  expect(format(Infinity, 'ms')).toBe('never')
})

it('lines the columns up', () => {
  expect(
    table([
      ['', 'a'],
      ['long name', '1'],
      ['b', '1,000']
    ])
  ).toBe(['               a', '─────────  ─────', 'long name      1', 'b          1,000'].join('\n'))
})

it('says for each result whether its limit holds', () => {
  const text = report([start, { ...start, name: 'again', ratio: 2 }], { start: '8.6 s' }, 'Another')
  expect(text).toMatch(/start +600 ms +400 ms +1\.50 × +≤ 1\.50 × ✓ +8\.6 s/)
  expect(text).toMatch(/again .* 2\.00 × +≤ 1\.50 × ✗/)
})
