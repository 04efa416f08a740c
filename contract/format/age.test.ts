import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageOf, ageText, nextChange, parseAge, shortestOf } from './age'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const week = 7 * day
const month = 30 * day
const year = 365 * day
const written = (milliseconds: number) => ageText(ageOf(milliseconds))
const longest = 80 * year

describe('ages', () => {
  // docker/go-units' own table.
  it.each([
    [450, 'Less than a second'],
    [second, '1 second'],
    [45 * second, '45 seconds'],
    [59 * second, '59 seconds'],
    [minute, 'About a minute'],
    [119 * second, 'About a minute'],
    [3 * minute, '3 minutes'],
    [35 * minute + 40 * second, '35 minutes'],
    [59 * minute + 59 * second, '59 minutes'],
    [hour, 'About an hour'],
    [hour + 29 * minute, 'About an hour'],
    [hour + 31 * minute, '2 hours'],
    [3 * hour + 29 * minute, '3 hours'],
    [3 * hour + 31 * minute, '4 hours'],
    [24 * hour, '24 hours'],
    [day + 12 * hour, '36 hours'],
    [2 * day, '2 days'],
    [13 * day + 5 * hour, '13 days'],
    [2 * week, '2 weeks'],
    [2 * week + 4 * day, '2 weeks'],
    [4 * week + 3 * day, '4 weeks'],
    [month, '4 weeks'],
    [month + 2 * week, '6 weeks'],
    [2 * month, '2 months'],
    [5 * month + 2 * week, '5 months'],
    [23 * month, '23 months'],
    [24 * month, '24 months'],
    [24 * month + 2 * week, '2 years'],
    [3 * year + 2 * month, '3 years']
  ])('%d ms read %s', (milliseconds, text) => {
    expect(written(milliseconds)).toBe(text)
  })

  it('of the future are less than a second', () => {
    expect(written(-5 * minute)).toBe('Less than a second')
  })

  it('are read back from their words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: longest }), (milliseconds) => {
        expect(parseAge(written(milliseconds))).toEqual(ageOf(milliseconds))
      })
    )
    expect(parseAge('1 minute')).toEqual({ unit: 'minute', count: 1 })
    expect(parseAge('a while')).toBeUndefined()
  })

  it('that are known by their words alone read the same from their shortest time on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: longest }), (milliseconds) => {
        const age = ageOf(milliseconds)
        expect(ageOf(shortestOf(age))).toEqual(age)
        expect(shortestOf(age)).toBeLessThanOrEqual(milliseconds)
      })
    )
  })

  it('keep their words until their next change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: longest }), (milliseconds) => {
        const wait = nextChange(milliseconds)
        expect(wait).toBeGreaterThan(0)
        expect(written(milliseconds + wait - 1)).toBe(written(milliseconds))
      })
    )
    expect(written(nextChange(0))).toBe('1 second')
    expect(written(59 * minute + nextChange(59 * minute))).toBe('About an hour')
    expect(written(hour + nextChange(hour))).toBe('2 hours')
  })
})
