/** Backups on a schedule: one timer to the next that is due, one backup at a time, and what became of each. */
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { BackupPlan, BackupRecord, BackupState } from '../../../../contract/volumes/keep/backups'
import type { Failure } from '../../../../contract/failure'
import type { KeepProgress } from '../../../../contract/volumes/keep/model'
import type { OnVolume } from '../../../../contract/volumes/requests'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { latest } from '../../../platform/latest'
import type { TaskContext } from '../../../ipc/handlers'
import { nextDue } from './backup-times'
import { memoryStore, type BackupEntry, type BackupStore } from './backup-store'
import { writeBackup, type Backup } from './write-backup'

/** Timers hold 31 bits of milliseconds; a clock that was set is noticed within a day too. */
const longestWait = 24 * 3_600_000
/** Failures that are remembered of one volume. */
const mostFailures = 5

type BackupContext = Pick<TaskContext<KeepProgress>, 'signal' | 'report'>
/** Throws FailureError. */
export type BackupWork = (context: BackupContext) => Promise<Backup>

export interface BackupsParts {
  readonly engines: Engines
  readonly store?: BackupStore
  /** How one that comes by itself is done, so that it is seen and can be cancelled; without it, it is just done. */
  readonly perform?: (on: OnVolume, work: BackupWork) => Promise<unknown>
  readonly warn?: (what: string, error: unknown) => void
  readonly now?: () => number
}

export interface Backups {
  watch(on: OnVolume, signal: AbortSignal): AsyncGenerator<BackupState, void>
  planOf(on: OnVolume): BackupPlan | undefined
  set(on: OnVolume, plan: BackupPlan): void
  /** At once. Throws FailureError. */
  run(on: OnVolume, context: BackupContext): Promise<Backup>
  /** The path of one that was written. Throws FailureError: not-found (file). */
  find(on: OnVolume, path: string): string
  remove(on: OnVolume, path: string): Promise<void>
  /** Runs what was missed, and waits for the next. Also for when the machine has slept. */
  wake(): void
  stop(): Promise<void>
}

const same = (one: OnVolume, other: OnVolume): boolean =>
  one.connection === other.connection && one.volume === other.volume

export function createBackups({
  engines,
  store = memoryStore(),
  perform = (_, work) => work({ signal: new AbortController().signal, report: () => undefined }),
  warn = () => undefined,
  now = Date.now
}: BackupsParts): Backups {
  let entries: readonly BackupEntry[] = store.read()
  const running = new Map<BackupEntry['volume'], KeepProgress>()
  const tried = new Map<string, number>()
  const listeners = new Set<() => void>()
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const keyOf = ({ connection, volume }: OnVolume): string => JSON.stringify([connection, volume])
  const entryOf = (on: OnVolume): BackupEntry | undefined => entries.find((entry) => same(entry, on))
  const tell = (): void => listeners.forEach((listener) => listener())
  const change = (on: OnVolume, next: (entry: BackupEntry) => BackupEntry): void => {
    entries = entries.map((entry) => (same(entry, on) ? next(entry) : entry))
    store.write(entries)
    tell()
  }
  /** After the last that went well, or the last try of this run: one that failed, or was missed, runs at the next start. */
  const dueOf = (entry: BackupEntry): number | undefined => {
    if (!entry.plan.on) return undefined
    const last = entry.records.find(({ failure }) => failure === undefined)?.at ?? 0
    return nextDue(entry.plan.schedule, Math.max(last, entry.since, tried.get(keyOf(entry)) ?? 0))
  }

  const record = async (on: OnVolume, one: BackupRecord): Promise<void> => {
    const records = [one, ...(entryOf(on)?.records ?? [])]
    const good = records.filter(({ failure }) => failure === undefined)
    const bad = records.filter(({ failure }) => failure !== undefined).slice(0, mostFailures)
    const keep = entryOf(on)?.plan.keep ?? good.length
    const old = one.failure === undefined ? good.slice(keep) : []
    for (const { path } of old)
      if (path !== undefined)
        await rm(path, { force: true }).catch((error: unknown) => warn('An old backup could not be removed', error))
    const stays = new Set([...good.filter((other) => !old.includes(other)), ...bad])
    change(on, (entry) => ({ ...entry, records: records.filter((other) => stays.has(other)) }))
  }

  const work = async (on: OnVolume, context: BackupContext): Promise<Backup> => {
    const entry = entryOf(on)
    if (entry === undefined) throw new FailureError({ kind: 'invalid-input', message: 'No backup is planned' })
    const at = now()
    const key = keyOf(on)
    const report = (progress: KeepProgress): void => {
      running.set(key, progress)
      context.report(progress)
      tell()
    }
    report({ files: 0, bytes: 0 })
    tried.set(key, at)
    try {
      const backup = await writeBackup(engines.get(on.connection), on.volume, entry.plan, at, { ...context, report })
      const { path, stored, files, bytes } = backup
      await record(on, { at, path, stored, files, bytes })
      return backup
    } catch (error) {
      const failure: Failure =
        error instanceof FailureError ? error.failure : { kind: 'internal', message: String(error) }
      if (failure.kind !== 'cancelled' && !context.signal.aborted)
        await record(on, { at, stored: 0, files: 0, bytes: 0, failure })
      throw error
    } finally {
      running.delete(key)
      tell()
    }
  }
  const untilEnd = ({ signal, report }: BackupContext): BackupContext => ({
    signal: AbortSignal.any([signal, ending.signal]),
    report
  })
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const turn = queue.then(job)
    queue = turn.catch(() => undefined)
    return turn
  }

  const arm = (): void => {
    clearTimeout(timer)
    if (ending.signal.aborted) return
    const due = entries.flatMap((entry) => dueOf(entry) ?? [])
    if (due.length === 0) return
    const wait = Math.min(longestWait, Math.max(0, Math.min(...due) - now()))
    timer = setTimeout(() => void runDue(), wait).unref()
  }
  const runDue = async (): Promise<void> => {
    for (const { connection, volume } of entries) {
      const on = { connection, volume }
      // Another one before it may have taken its time.
      const entry = entryOf(on)
      const due = entry === undefined ? undefined : dueOf(entry)
      if (due === undefined || due > now() || ending.signal.aborted) continue
      // What went wrong stands in its record.
      await inTurn(() => perform(on, (context) => work(on, untilEnd(context)))).catch(() => undefined)
    }
    arm()
  }

  const stateOf = (on: OnVolume): BackupState => {
    const entry = entryOf(on)
    const progress = running.get(keyOf(on))
    const next = entry === undefined ? undefined : dueOf(entry)
    return {
      ...(entry === undefined ? {} : { plan: entry.plan }),
      ...(next === undefined ? {} : { next }),
      ...(progress === undefined ? {} : { running: progress }),
      records: (entry?.records ?? []).map((one) => ({
        ...one,
        gone: one.path !== undefined && !existsSync(one.path)
      }))
    }
  }
  const find = (on: OnVolume, path: string): string => {
    if (entryOf(on)?.records.some((one) => one.path === path) === true) return path
    throw new FailureError({ kind: 'not-found', subject: 'file', name: path, message: `No backup: ${path}` })
  }

  return {
    watch: (on, signal) =>
      latest(
        () => stateOf(on),
        (listener) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        signal
      ),
    planOf: (on) => entryOf(on)?.plan,
    set({ connection, volume }, plan) {
      const on = { connection, volume }
      if (entryOf(on) === undefined) entries = [...entries, { ...on, plan, since: now(), records: [] }]
      // A new time counts from now: nothing is due at once because of it.
      change(on, (entry) => ({ ...entry, plan, since: now() }))
      arm()
    },
    async run(on, context) {
      try {
        return await inTurn(() => work(on, untilEnd(context)))
      } finally {
        arm()
      }
    },
    find,
    async remove(on, path) {
      await rm(find(on, path), { force: true })
      change(on, (entry) => ({ ...entry, records: entry.records.filter((one) => one.path !== path) }))
    },
    wake: () => void arm(),
    async stop() {
      clearTimeout(timer)
      ending.abort()
      await queue
    }
  }
}
