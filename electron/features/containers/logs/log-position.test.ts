import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogLine } from '../../../../contract/containers/model'
import { LogPosition, unixTime } from './log-position'

const line = (nanoseconds: number, index: number): LogLine => ({
  at: `2026-11-21T04:29:22.${String(nanoseconds).padStart(9, '0')}Z`,
  source: index % 2 === 0 ? 'stdout' : 'stderr',
  text: String(index)
})
/** What the engine gives of its log from `since` on. */
const reopened = (log: readonly LogLine[], since: string | undefined): LogLine[] =>
  log.filter(({ at }) => since === undefined || unixTime(at) >= since)

describe('the position in a log', () => {
  it('goes on where it was: each line once, with equal and disordered timestamps, over any number of breaks', () => {
    // Stdout and stderr are stamped apart: up to a few lines out of order; and several lines can carry one time.
    const steps = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 300 })
    const breaks = fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 6 })
    fc.assert(
      fc.property(steps, breaks, (jitter, lengths) => {
        const log = jitter.map((step, index) => line(1_000 + index * 2 + step, index))
        const position = new LogPosition()
        const seen: LogLine[] = []
        for (const length of [...lengths, log.length]) {
          const read = reopened(log, position.reopen())
          // In chunks, as they come, until the break.
          const fresh = [...position.fresh(read.slice(0, 7)), ...position.fresh(read.slice(7))].slice(0, length)
          position.add(fresh)
          seen.push(...fresh)
        }
        expect(seen).toEqual(log)
      })
    )
  })

  it('asks for no more than it must of a long log', () => {
    const log = Array.from({ length: 900 }, (_, index) => line(index * 1_000_000, index))
    const position = new LogPosition()
    position.add(log)
    const again = reopened(log, position.reopen())
    expect(again.length).toBeLessThan(20)
    expect(position.fresh(again)).toEqual([])
  })

  it('goes on where the log was rotated away in between', () => {
    const log = Array.from({ length: 100 }, (_, index) => line(index, index))
    const position = new LogPosition()
    position.add(log.slice(0, 50))
    position.reopen()
    expect(position.fresh(log.slice(45, 60)).map(({ text }) => text)).toEqual(log.slice(50, 60).map(({ text }) => text))
    position.add(log.slice(50, 60))
    position.reopen()
    expect(position.fresh(log.slice(70)).map(({ text }) => text)).toEqual([])
    expect(position.rest().length).toBe(30)
    position.add(log.slice(70))
    position.reopen()
    const later = line(500_000_000, 1)
    expect(position.fresh([log.at(98) ?? later, later])).toEqual([later])
  })

  it('shows all where nothing was shown', () => {
    const position = new LogPosition()
    expect(position.reopen()).toBeUndefined()
    expect(position.fresh([line(1, 1)])).toHaveLength(1)
  })

  it('writes times as the engine takes them', () => {
    expect(unixTime('2023-11-14T22:13:20.123456789Z')).toBe('1700000000.123456789')
    expect(unixTime('2023-11-14T23:13:20.5+01:00')).toBe('1700000000.500000000')
    expect(unixTime('2023-11-14T22:13:20Z')).toBe('1700000000.000000000')
  })
})
