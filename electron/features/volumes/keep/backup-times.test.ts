import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backupName, freeBackupPath, nextDue } from './backup-times'

const at = (text: string): number => new Date(text).getTime()

describe('when a backup is due', () => {
  it('each day at its time, today where that is still to come', () => {
    const schedule = { kind: 'daily', time: '02:30' } as const
    expect(nextDue(schedule, at('2026-03-10T01:00:00'))).toBe(at('2026-03-10T02:30:00'))
    expect(nextDue(schedule, at('2026-03-10T02:30:00'))).toBe(at('2026-03-11T02:30:00'))
    expect(nextDue(schedule, at('2026-12-31T23:00:00'))).toBe(at('2027-01-01T02:30:00'))
  })

  it('each week on its day', () => {
    // 2026-03-10 is a Tuesday.
    const schedule = { kind: 'weekly', day: 2, time: '12:00' } as const
    expect(nextDue(schedule, at('2026-03-10T11:00:00'))).toBe(at('2026-03-10T12:00:00'))
    expect(nextDue(schedule, at('2026-03-10T12:00:00'))).toBe(at('2026-03-17T12:00:00'))
    expect(nextDue({ ...schedule, day: 0 }, at('2026-03-10T12:00:00'))).toBe(at('2026-03-15T12:00:00'))
  })

  it('after so many hours', () => {
    expect(nextDue({ kind: 'interval', hours: 6 }, 1_000)).toBe(6 * 3_600_000 + 1_000)
  })

  it('is always later, and within a day or a week', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`)
    const day = 24 * 3_600_000
    fc.assert(
      fc.property(time, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 4e12 }), (one, weekday, after) => {
        const daily = nextDue({ kind: 'daily', time: one }, after) - after
        const weekly = nextDue({ kind: 'weekly', day: weekday, time: one }, after) - after
        // A clock that is put back makes a day of 25 hours.
        expect(daily > 0 && daily <= day + 3_600_000).toBe(true)
        expect(weekly > 0 && weekly <= 7 * day + 3_600_000).toBe(true)
      })
    )
  })

  it('has a name that sorts by its time', () => {
    expect(backupName('my data', 'tar.gz', at('2026-03-01T02:03:04'))).toBe('my-data-2026-03-01-020304.tar.gz')
  })

  it('has a name that a file may have, however long the volume’s is', () => {
    expect(backupName('v'.repeat(255), 'tar.zst', 0).length).toBeLessThan(190)
  })

  it('never takes the name of a backup that stands there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'escale-backups-'))
    const names = Array.from({ length: 3 }, () => {
      const path = freeBackupPath(folder, 'data', 'tar.gz', at('2026-03-01T02:03:04'))
      writeFileSync(path, '')
      return basename(path)
    })
    expect(names).toEqual([
      'data-2026-03-01-020304.tar.gz',
      'data-2026-03-01-020304-2.tar.gz',
      'data-2026-03-01-020304-3.tar.gz'
    ])
    rmSync(folder, { recursive: true })
  })
})
