/** Long work: it lives here, whoever watches it, until it ends or the app does. */
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { Operation, Task } from '../../contract/define'
import type { Failure } from '../../contract/failure'
import type { TaskRecord, TasksChange } from '../../contract/tasks/model'
import type { History } from '../history/history'
import type { HandlerOf } from '../ipc/handlers'
import { createFeed, type Feed } from '../platform/change-feed'

/** Progress travels at most this often, in milliseconds: more than a person can read, and each time the window draws. */
const progressInterval = 100
/** Ended tasks that Activity keeps. */
const endedLimit = 100

export interface TasksParts {
  readonly history: History
  readonly failureOf: (error: unknown, operation: string) => Failure
}

export interface TaskUnderWay {
  readonly name: string
  cancel(): void
  /** Resolves when it has come to its end, however it did. */
  readonly ended: Promise<void>
}

export interface Tasks {
  /** Starts the work and returns its id at once. */
  start(
    name: string,
    operation: Operation,
    request: unknown,
    handler: HandlerOf<Task<unknown, unknown, unknown>>
  ): string
  /** Does nothing where it has ended or never was. */
  cancel(id: string): void
  clearEnded(): void
  watch(signal: AbortSignal): AsyncGenerator<TasksChange, void>
  /** The first that is under way and has one of these names. */
  underWay(names: readonly string[]): TaskUnderWay | undefined
  /** Cancels all; resolves when each has come to its end. */
  stop(): Promise<void>
  readonly running: number
}

/** What a task works on, for its one line in Activity: the last argument of its command that is not a flag's value, else its file. */
function subjectOf(operation: Operation, request: unknown): string {
  const own = operation.kind === 'task' ? operation.subject?.(request) : undefined
  if (own !== undefined) return own
  const fields = request as { reference?: unknown; options?: { image?: unknown }; path?: unknown }
  const named = fields.reference ?? fields.options?.image
  if (typeof named === 'string' && named !== '') return named
  const argument = operation
    .command?.(request)
    ?.parts.findLast(({ kind, text }) => kind === 'argument' && text !== '-')?.text
  return argument ?? (typeof fields.path === 'string' ? basename(fields.path) : '')
}

export function createTasks({ history, failureOf }: TasksParts): Tasks {
  const feed: Feed<string, TaskRecord> = createFeed()
  const aborts = new Map<
    string,
    { readonly name: string; readonly abort: AbortController; readonly ended: Promise<void> }
  >()

  const dropOldest = (): void => {
    const ended = [...feed.values()].filter(({ endedAt }) => endedAt !== undefined)
    if (ended.length > endedLimit) feed.remove(ended.slice(0, ended.length - endedLimit).map(({ id }) => id))
  }

  return {
    start(name, operation, request, handler) {
      const id = randomUUID()
      const abort = new AbortController()
      const { connection } = request as { connection?: string }
      let record: TaskRecord = {
        id,
        operation: name,
        connection,
        subject: subjectOf(operation, request),
        command: operation.command?.(request) as TaskRecord['command'],
        startedAt: Date.now(),
        state: { kind: 'running' }
      }
      const show = (change: Partial<TaskRecord>): void => {
        record = { ...record, ...change }
        feed.upsert(id, record)
      }
      feed.upsert(id, record)

      let latest: unknown
      let timer: NodeJS.Timeout | undefined
      const showProgress = (): void => {
        timer = undefined
        if (!abort.signal.aborted) show({ progress: latest, state: { kind: 'running', progress: latest } })
      }
      const report = (progress: unknown): void => {
        latest = progress
        timer ??= setTimeout(showProgress, progressInterval)
      }
      const end = (state: TaskRecord['state']): void => {
        clearTimeout(timer)
        aborts.delete(id)
        show({ progress: latest, state, endedAt: Date.now() })
        dropOldest()
      }
      const work = history.record(name, operation, request, (made) =>
        handler(request, { signal: abort.signal, report, made })
      )
      const ended = work.then(
        (result) => end({ kind: 'done', result }),
        (error: unknown) => {
          const failure = failureOf(error, name)
          // What a cancel left half-done, and how to mend it, must be read.
          const isQuiet = failure.kind === 'cancelled' || (abort.signal.aborted && failure.remedy?.kind !== 'run')
          end(isQuiet ? { kind: 'cancelled' } : { kind: 'failed', failure })
        }
      )
      aborts.set(id, { name, abort, ended })
      return id
    },
    cancel: (id) => aborts.get(id)?.abort.abort(),
    clearEnded: () =>
      feed.remove([...feed.values()].filter(({ endedAt }) => endedAt !== undefined).map(({ id }) => id)),
    async *watch(signal) {
      for await (const change of feed.watch(signal)) {
        if (change.kind === 'snapshot') {
          yield { kind: 'snapshot', tasks: change.values }
          continue
        }
        if (change.removed.length > 0) yield { kind: 'remove', ids: change.removed }
        for (const task of change.upserted) yield { kind: 'upsert', task }
      }
    },
    underWay(names) {
      const found = [...aborts.values()].find(({ name }) => names.includes(name))
      return found === undefined
        ? undefined
        : { name: found.name, cancel: () => found.abort.abort(), ended: found.ended }
    },
    async stop() {
      const running = [...aborts.values()]
      for (const { abort } of running) abort.abort()
      await Promise.all(running.map(({ ended }) => ended))
    },
    get running() {
      return aborts.size
    }
  }
}
