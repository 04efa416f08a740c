import { describe, expect, it } from 'vitest'
import { draftOf, planOf, problemOf } from './backup-draft'

const draft = { ...draftOf(undefined), folder: '/backups' }

describe('a backup’s form', () => {
  it('gives back the plan that it was filled with', () => {
    const schedules = [
      { kind: 'daily', time: '02:30' },
      { kind: 'weekly', day: 3, time: '23:59' },
      { kind: 'interval', hours: 12 }
    ] as const
    for (const schedule of schedules) {
      const plan = { on: false, folder: '/b', format: 'tar', keep: 3, schedule } as const
      expect(planOf(draftOf(plan))).toEqual(plan)
    }
  })

  it('says what is wrong with it', () => {
    expect(problemOf(draftOf(undefined))).toBe('folder')
    expect(problemOf({ ...draft, keep: '0' })).toBe('keep')
    expect(problemOf({ ...draft, time: '24:00' })).toBe('time')
    expect(problemOf({ ...draft, kind: 'interval', hours: '0.5' })).toBe('hours')
    expect(problemOf({ ...draft, kind: 'interval', time: 'never' })).toBe(undefined)
    expect(planOf({ ...draft, time: '7:05' }).schedule).toEqual({ kind: 'daily', time: '07:05' })
  })
})
