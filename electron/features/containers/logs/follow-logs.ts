/** A container's log as it grows: over its ends and starts, and over the engine's death and return. */
import * as v from 'valibot'
import type { LogsRequest } from '../../../../contract/containers/logs/api'
import type { LogBatch, LogLine } from '../../../../contract/containers/model'
import type { Engine, EngineEvent } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { flag, number, text } from '../../../engine/schema'
import { LogPosition } from './log-position'
import { LogReader } from './log-lines'

const Inspected = v.object({
  Config: v.object({ Tty: flag() }),
  State: v.object({ Status: text(), Running: flag(), ExitCode: number() })
})
type Inspected = v.InferOutput<typeof Inspected>

const isLost = (error: unknown): boolean => error instanceof FailureError && error.failure.kind === 'engine-unreachable'
const isGone = (error: unknown): boolean => error instanceof FailureError && error.failure.kind === 'not-found'

/** Before the next try where a log ends at once although its container runs, or the engine is lost and nobody knows yet; in milliseconds, each time twice. */
const firstPause = 100
const longestPause = 5_000

/**
 * Ends when all is read (without `follow`), when the container is removed, or with the signal. Throws FailureError:
 * `not-found`, and `unsupported` where the container's log driver cannot be read.
 */
export async function* followLogs(
  engine: Engine,
  request: LogsRequest,
  signal: AbortSignal
): AsyncGenerator<LogBatch, void> {
  const { follow } = request
  const log = new ContainerLog(engine, request, signal)
  const life = watchLife(engine, request.container.id, signal)
  let pause = firstPause
  let isInterrupted = false
  try {
    while (!signal.aborted) {
      try {
        const { starts } = life
        await log.open()
        if (isInterrupted) {
          isInterrupted = false
          yield { kind: 'resumed' }
        }
        let hadLines = false
        for await (const lines of log.read()) {
          hadLines = true
          yield { kind: 'lines', lines }
        }
        if (!follow) return
        const { Running, ExitCode, Status } = await log.state()
        if (Running) {
          // It was started again already; where it was not, the log ended for a reason of its own, and is not asked in a rush.
          pause = hadLines || life.starts !== starts ? firstPause : Math.min(pause * 2, longestPause)
          if (pause > firstPause) await life.change(pause)
          continue
        }
        pause = firstPause
        yield { kind: 'ended', exitCode: Status === 'created' ? undefined : ExitCode }
        while (life.starts === starts && !life.removed && !signal.aborted) await life.change()
        if (life.removed) return
      } catch (error) {
        if (isGone(error) && log.wasOpened) return
        if (!isLost(error)) throw error
        if (!isInterrupted) yield { kind: 'interrupted' }
        isInterrupted = true
        // A log can end before the engine is known to be lost.
        if (!engine.session.aborted) await life.change(pause).catch(() => undefined)
        pause = Math.min(pause * 2, longestPause)
        await engine.connected(signal)
      }
    }
  } finally {
    life.end()
  }
}

class ContainerLog {
  readonly #position = new LogPosition()
  #tty = false
  #body: AsyncIterable<Buffer> | undefined
  /** Where it begins is chosen once: what comes after that is all wanted. */
  #begun = false

  constructor(
    readonly engine: Engine,
    readonly request: LogsRequest,
    readonly signal: AbortSignal
  ) {}

  get wasOpened(): boolean {
    return this.#begun
  }

  /** From its beginning, or from where it was left. Throws FailureError. */
  async open(): Promise<void> {
    const { follow, tail } = this.request
    const { Config } = await this.#inspect()
    this.#tty = Config.Tty
    if (!this.#begun && follow && tail === 0) await this.#skipPast()
    else this.#body = await this.#ask(follow, this.#begun ? undefined : tail)
    this.#begun = true
    this.#body ??= await this.#ask(follow, undefined)
  }

  /** New lines, a batch for each chunk. */
  async *read(): AsyncGenerator<LogLine[], void> {
    const body = this.#body
    if (body === undefined) return
    this.#body = undefined
    for await (const lines of logLines(body, this.#tty)) {
      const fresh = this.#position.fresh(lines)
      this.#position.add(fresh)
      if (fresh.length > 0) yield fresh
    }
    const rest = this.#position.rest()
    this.#position.add(rest)
    if (rest.length > 0) yield rest
  }

  async state(): Promise<Inspected['State']> {
    return (await this.#inspect()).State
  }

  #inspect(): Promise<Inspected> {
    return this.engine.get({ path: `/containers/${this.request.container.id}/json`, signal: this.signal }, Inspected)
  }

  async #ask(follow: boolean, tail: number | undefined): Promise<AsyncIterable<Buffer>> {
    const query = {
      stdout: 1,
      stderr: 1,
      timestamps: 1,
      follow: follow ? 1 : 0,
      tail: tail ?? 'all',
      since: this.#position.reopen()
    }
    return this.engine
      .open({ path: `/containers/${this.request.container.id}/logs`, query, signal: this.signal })
      .catch(explain)
  }

  /** Notes the last line where the past is not wanted: else a break before the first new one would lose or repeat some. */
  async #skipPast(): Promise<void> {
    for await (const lines of logLines(await this.#ask(false, 1), this.#tty)) this.#position.add(lines)
  }
}

async function* logLines(body: AsyncIterable<Buffer>, tty: boolean): AsyncGenerator<LogLine[], void> {
  const reader = new LogReader({ tty })
  for await (const chunk of body) yield reader.read(chunk)
  yield reader.end()
}

/** Podman and engines before 20.10 refuse with a status that says nothing. */
function explain(error: unknown): never {
  if (error instanceof FailureError && /does not support reading/i.test(error.failure.message))
    throw new FailureError({ kind: 'unsupported', message: error.failure.message }, { cause: error })
  throw error
}

interface Life {
  /** Counts the starts that were seen. */
  readonly starts: number
  readonly removed: boolean
  /** Resolves at the next event of its life, when the signal aborts, or after the given milliseconds. Throws FailureError when the engine is lost. */
  change(limit?: number): Promise<void>
  end(): void
}

function watchLife(engine: Engine, id: string, signal: AbortSignal): Life {
  let starts = 0
  let removed = false
  let wake = (): void => undefined
  const stop = engine.onEvent((event: EngineEvent) => {
    if (event.type !== 'container' || event.id !== id) return
    if (event.action === 'start') starts += 1
    else if (event.action === 'destroy' || event.action === 'remove') removed = true
    else return
    wake()
  })
  const onAbort = (): void => wake()
  signal.addEventListener('abort', onAbort)
  return {
    get starts() {
      return starts
    },
    get removed() {
      return removed
    },
    async change(limit) {
      const { session } = engine
      if (!session.aborted) {
        await new Promise<void>((resolve) => {
          const timer = limit === undefined ? undefined : setTimeout(() => wake(), limit)
          const onLost = (): void => wake()
          session.addEventListener('abort', onLost, { once: true })
          wake = () => {
            clearTimeout(timer)
            session.removeEventListener('abort', onLost)
            resolve()
          }
        })
      }
      if (session.aborted) throw new FailureError({ kind: 'engine-unreachable', reason: 'lost', message: '' })
    },
    end() {
      stop()
      signal.removeEventListener('abort', onAbort)
    }
  }
}
