/** The commands that were done, newest last: what the drawer shows. Only what changed or destroyed something is kept. */
import { randomUUID } from 'node:crypto'
import type { Call, Operation, PartialOutcome } from '../../contract/define'
import type { Failure } from '../../contract/failure'
import type { ApiRequest, HistoryChange, HistoryEntry } from '../../contract/history/model'
import { recordRequests } from '../engine/recorder'
import type { Made } from '../ipc/handlers'
import { createFeed, type Feed } from '../platform/change-feed'

/** The oldest go first: a long day's work still fits, and memory stays bounded. */
const entryLimit = 2_000

export interface HistoryParts {
  /** What `docker` needs to act on a connection: `['--context', 'x']`. */
  readonly cliOf: (connection: string) => readonly string[]
  readonly failureOf: (error: unknown, operation: string) => Failure
}

export interface History {
  /** Runs an operation and keeps its command, its API requests and how it ended. Rethrows what it throws. */
  record<Reply>(
    name: string,
    operation: Operation,
    request: unknown,
    run: (made: (made: Made) => void) => Promise<Reply>
  ): Promise<Reply>
  readonly entries: readonly HistoryEntry[]
  watch(signal: AbortSignal): AsyncGenerator<HistoryChange, void>
  clear(): void
}

const connectionOf = (request: unknown): string | undefined => {
  const connection = (request as { connection?: unknown } | null)?.connection
  return typeof connection === 'string' ? connection : undefined
}

/** Absent where one command does it. */
function stepsOf(operation: Operation, request: unknown): HistoryEntry['steps'] {
  const steps = operation.steps?.(request) ?? []
  return steps.length === 0 ? undefined : (steps as NonNullable<HistoryEntry['steps']>)
}

export function createHistory({ cliOf, failureOf }: HistoryParts): History {
  const feed: Feed<string, HistoryEntry> = createFeed()

  const keep = (entry: HistoryEntry): void => {
    feed.upsert(entry.id, entry)
    if (feed.size > entryLimit) feed.remove([...feed.keys()].slice(0, feed.size - entryLimit))
  }

  /** An action on many that was refused in part becomes one entry for what was done and one for each refusal. */
  const keepParts = (
    first: HistoryEntry,
    operation: Operation,
    parts: ReadonlyArray<PartialOutcome<unknown>>
  ): void => {
    parts.forEach(({ request, failure }, index) => {
      const command = operation.command?.(request)
      if (command === undefined) return
      const outcome = failure === undefined ? ({ kind: 'done' } as const) : ({ kind: 'failed', failure } as const)
      keep({
        ...first,
        id: index === 0 ? first.id : randomUUID(),
        command: command as HistoryEntry['command'],
        steps: stepsOf(operation, request),
        outcome
      })
    })
  }

  return {
    async record(name, operation, request, run) {
      const command = operation.effect === 'reads' ? undefined : operation.command?.(request)
      if (command === undefined) return run(() => undefined)
      const connection = connectionOf(request)
      const startedAt = Date.now()
      const requests: ApiRequest[] = []
      let made: Made | undefined
      let entry: HistoryEntry = {
        id: randomUUID(),
        operation: name,
        connection,
        command: command as HistoryEntry['command'],
        steps: stepsOf(operation, request),
        cli: connection === undefined ? [] : [...cliOf(connection)],
        requests,
        startedAt,
        outcome: { kind: 'running' }
      }
      keep(entry)
      const ended = (): HistoryEntry => ({ ...entry, requests: [...requests], made, duration: Date.now() - startedAt })
      try {
        const reply = await recordRequests(
          (sent) => requests.push(sent),
          () => run((value) => (made = value))
        )
        entry = { ...ended(), outcome: { kind: 'done' } }
        const parts = (operation as Call<unknown, unknown>).outcomes?.(request, reply)
        if (parts === undefined || parts.length === 0) keep(entry)
        else keepParts(entry, operation, parts)
        return reply
      } catch (error) {
        const failure = failureOf(error, name)
        keep({
          ...ended(),
          outcome: failure.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure }
        })
        throw error
      }
    },
    get entries() {
      return [...feed.values()]
    },
    async *watch(signal) {
      for await (const change of feed.watch(signal)) {
        if (change.kind === 'snapshot') yield { kind: 'snapshot', entries: change.values }
        else if (change.removed.length > 0) yield { kind: 'snapshot', entries: [...feed.values()] }
        else for (const entry of change.upserted) yield { kind: 'upsert', entry }
      }
    },
    clear() {
      feed.remove([...feed.values()].filter(({ outcome }) => outcome.kind !== 'running').map(({ id }) => id))
    }
  }
}
