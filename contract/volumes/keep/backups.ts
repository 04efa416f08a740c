/** Backups of a volume on a schedule: archives in a folder of this computer, written while Escale runs, each read back whole. */
import * as v from 'valibot'
import { Failure } from '../../failure'
import { OnVolume } from '../requests'
import { ArchiveFormat, KeepProgress } from './model'

/** Of this computer's clock: `02:30`. */
const Time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Not a time'))

export const BackupSchedule = v.variant('kind', [
  v.object({ kind: v.literal('daily'), time: Time }),
  /** 0 is Sunday. */
  v.object({
    kind: v.literal('weekly'),
    day: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
    time: Time
  }),
  v.object({ kind: v.literal('interval'), hours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(720)) })
])
export type BackupSchedule = Readonly<v.InferOutput<typeof BackupSchedule>>

export const BackupPlan = v.object({
  /** Off: nothing is written by itself, and what was written stays. */
  on: v.boolean(),
  folder: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
  format: ArchiveFormat,
  /** Archives that stay; older ones go once a newer one was found whole. */
  keep: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999)),
  schedule: BackupSchedule
})
export type BackupPlan = Readonly<v.InferOutput<typeof BackupPlan>>

export const SetBackupRequest = v.object({ ...OnVolume.entries, plan: BackupPlan })
export type SetBackupRequest = v.InferOutput<typeof SetBackupRequest>

export const BackupRecord = v.object({
  /** Milliseconds since 1970. */
  at: v.number(),
  /** Whole; absent where none was written. */
  path: v.optional(v.string()),
  /** Bytes of the archive, and what it holds. */
  stored: v.number(),
  files: v.number(),
  bytes: v.number(),
  failure: v.optional(Failure)
})
export type BackupRecord = Readonly<v.InferOutput<typeof BackupRecord>>

export const BackupState = v.object({
  plan: v.optional(BackupPlan),
  /** Milliseconds since 1970. */
  next: v.optional(v.number()),
  running: v.optional(KeepProgress),
  /** Newest first. `gone`: its file is not there (any more). */
  records: v.array(v.object({ ...BackupRecord.entries, gone: v.boolean() }))
})
export type BackupState = Readonly<v.InferOutput<typeof BackupState>>

/** One of them, by its path. */
export const OnBackup = v.object({ ...OnVolume.entries, path: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) })
