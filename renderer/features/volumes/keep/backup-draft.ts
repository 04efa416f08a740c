/** A backup's plan as the form has it: text until it is saved. */
import type { BackupPlan } from '../../../../contract/volumes/keep/backups'
import type { ArchiveFormat } from '../../../../contract/volumes/keep/model'

export interface BackupDraft {
  on: boolean
  folder: string
  format: ArchiveFormat
  keep: string
  kind: BackupPlan['schedule']['kind']
  time: string
  day: string
  hours: string
}

export type BackupProblem = 'folder' | 'keep' | 'time' | 'hours'

export function draftOf(plan: BackupPlan | undefined): BackupDraft {
  const draft = {
    on: true,
    folder: '',
    format: 'tar.gz',
    keep: '7',
    kind: 'daily',
    time: '02:30',
    day: '0',
    hours: '6'
  }
  if (plan === undefined) return draft as BackupDraft
  const { on, folder, format, keep, schedule } = plan
  return {
    ...(draft as BackupDraft),
    on,
    folder,
    format,
    keep: String(keep),
    kind: schedule.kind,
    ...('time' in schedule ? { time: schedule.time } : {}),
    ...(schedule.kind === 'weekly' ? { day: String(schedule.day) } : {}),
    ...(schedule.kind === 'interval' ? { hours: String(schedule.hours) } : {})
  }
}

const within = (text: string, most: number): boolean => /^\d{1,3}$/.test(text.trim()) && +text >= 1 && +text <= most

export function problemOf({ folder, keep, kind, time, hours }: BackupDraft): BackupProblem | undefined {
  if (folder === '') return 'folder'
  if (!within(keep, 999)) return 'keep'
  if (kind === 'interval') return within(hours, 720) ? undefined : 'hours'
  return /^([01]?\d|2[0-3]):[0-5]\d$/.test(time.trim()) ? undefined : 'time'
}

/** Of one without a problem. */
export function planOf({ on, folder, format, keep, kind, time, day, hours }: BackupDraft): BackupPlan {
  const at = time.trim().padStart(5, '0')
  return {
    on,
    folder,
    format,
    keep: Number(keep),
    schedule:
      kind === 'interval'
        ? { kind, hours: Number(hours) }
        : kind === 'weekly'
          ? { kind, day: Number(day), time: at }
          : { kind, time: at }
  }
}
