import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogLine } from '../../../../contract/containers/model'
import { StampReader } from './log-stamp'
import { LogPosition, timeOf, unixTime } from './log-position'
import { batchOf } from './test-batch'

const line = (nanoseconds: number, index: number): LogLine => ({
  at: `2026-11-21T04:29:22.${String(nanoseconds).padStart(9, '0')}Z`,
  source: index % 2 === 0 ? 'stdout' : 'stderr',
  text: String(index)
})
const stamps = new StampReader()
const unix = (stamp: string): string => {
  stamps.read(Buffer.from(stamp), 0, stamp.length)
  return unixTime(timeOf(stamps))
}
/** What the engine gives of its log from `since` on. */
const reopened = (log: readonly LogLine[], since: string | undefined): LogLine[] =>
  log.filter(({ at }) => since === undefined || unix(at) >= since)

describe('the position in a log', () => {
  it('goes on where it was: each line once, with equal and disordered timestamps, over any number of breaks', () => {
    // Stdout and stderr are stamped apart: up to a few lines out of order; and several lines can carry one time.
    const steps = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 300 })
    const breaks = fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 6 })
    fc.assert(
      fc.property(steps, breaks, fc.integer({ min: 1, max: 100 }), (jitter, lengths, newest) => {
        const log = jitter.map((step, index) => line(1_000 + index * 2 + step, index))
        const position = new LogPosition()
        const seen: LogLine[] = []
        for (const length of [...lengths, log.length]) {
          // In chunks, as they come, until the break; of the newest lines first.
          const read = (lines: readonly LogLine[]): LogLine[] =>
            [lines.slice(0, 7), lines.slice(7)].flatMap((part) => position.fresh(batchOf(part))?.lines() ?? [])
          const since = position.reopen(true)
          let fresh = read(reopened(log, since).slice(since === undefined ? 0 : -newest))
          if (position.isMissed) fresh = read(reopened(log, position.reopen()))
          fresh = fresh.slice(0, length)
          position.add(batchOf(fresh))
          seen.push(...fresh)
        }
        expect(seen).toEqual(log)
      }),
      // Of the newest two, one carries the time of the last that was shown.
      { examples: [[[0, 0, 0, 0, 0, 1, 0, -3, 0], [6], 2]] }
    )
  })

  it('asks for no more than it must of a long log', () => {
    const log = Array.from({ length: 900 }, (_, index) => line(index * 1_000_000, index))
    const position = new LogPosition()
    position.add(batchOf(log))
    const again = reopened(log, position.reopen())
    expect(again.length).toBeLessThan(20)
    expect(position.fresh(batchOf(again))?.lines()).toEqual([])
  })

  it('goes on where the log was rotated away in between', () => {
    const log = Array.from({ length: 100 }, (_, index) => line(index, index))
    const position = new LogPosition()
    position.add(batchOf(log.slice(0, 50)))
    position.reopen()
    expect(
      position
        .fresh(batchOf(log.slice(45, 60)))
        ?.lines()
        .map(({ text }) => text)
    ).toEqual(log.slice(50, 60).map(({ text }) => text))
    position.add(batchOf(log.slice(50, 60)))
    position.reopen()
    expect(
      position
        .fresh(batchOf(log.slice(70)))
        ?.lines()
        .map(({ text }) => text)
    ).toEqual([])
    expect(position.rest().count).toBe(30)
    position.add(batchOf(log.slice(70)))
    position.reopen()
    const later = line(500_000_000, 1)
    expect(position.fresh(batchOf([log.at(98) ?? later, later]))?.lines()).toEqual([later])
  })

  it('shows all where nothing was shown', () => {
    const position = new LogPosition()
    expect(position.reopen()).toBeUndefined()
    expect(position.fresh(batchOf([line(1, 1)]))?.count).toBe(1)
  })

  it('writes times as the engine takes them', () => {
    expect(unix('2023-11-14T22:13:20.123456789Z')).toBe('1700000000.123456789')
    expect(unix('2023-11-14T23:13:20.5+01:00')).toBe('1700000000.500000000')
    expect(unix('2023-11-14T22:13:20Z')).toBe('1700000000.000000000')
  })
})
