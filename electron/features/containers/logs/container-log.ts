/** One container's log, opened again and again: each line once, in order. */
import type { Readable } from 'node:stream'
import * as v from 'valibot'
import { logTimeOf } from '../../../../contract/containers/logs/time'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { gather } from '../../../engine/gather'
import { flag, number, text } from '../../../engine/schema'
import { type LineBatch } from './line-batch'
import { LogReader } from './log-lines'
import { LogPosition } from './log-position'

const Inspected = v.object({
  Config: v.object({ Tty: flag() }),
  State: v.object({ Status: text(), Running: flag(), ExitCode: number() })
})
type Inspected = v.InferOutput<typeof Inspected>

/**
 * Lines that are asked for at first where a log is opened again: an engine finds the newest ones from the log's end, and for those
 * since a moment reads all of it.
 */
const newestLines = 10_000

/** A log as it comes; `trickles`: line by line, as they are written. */
interface LogBody {
  readonly body: Readable
  readonly trickles: boolean
}

export interface LogSpan {
  readonly follow: boolean
  /** The last N lines; undefined: all. */
  readonly tail?: number
  /** As docker takes them. */
  readonly since?: string
  readonly until?: string
}

export class ContainerLog {
  #position = new LogPosition()
  #tty: boolean | undefined
  #body: LogBody | undefined
  /** Where it begins is chosen once: what comes after that is all wanted. */
  #begun = false
  /** What was there ended in the midst of a line, which was left out. */
  endsWithin = false
  readonly #since: string | undefined
  readonly #until: string | undefined

  constructor(
    readonly engine: Engine,
    readonly id: string,
    readonly span: LogSpan,
    readonly signal: AbortSignal
  ) {
    // A duration ends now, whenever the log is opened again.
    const now = Date.now()
    this.#since = span.since === undefined ? undefined : logTimeOf(span.since, now)
    this.#until = span.until === undefined ? undefined : logTimeOf(span.until, now)
  }

  get wasOpened(): boolean {
    return this.#begun
  }

  /** The moment until which it is wanted has passed. */
  get isOver(): boolean {
    return this.#until !== undefined && Number(this.#until) * 1000 < Date.now()
  }

  /** From its beginning, or from where it was left. Throws FailureError. */
  async open(): Promise<void> {
    const { follow, tail } = this.span
    await this.#know()
    if (!this.#begun && follow && tail === 0) await this.#skipPast()
    else if (!this.#begun) this.#body = await this.#ask(follow, tail)
    this.#begun = true
    this.#body ??= await this.#askAgain(follow)
  }

  /** What is there already, of the last lines as many as are wanted; `open` goes on after it. Throws FailureError. */
  async *past(tail = this.span.tail): AsyncGenerator<LineBatch, void> {
    const [asked, known] = await Promise.allSettled([tail === 0 ? undefined : this.#ask(false, tail), this.#know()])
    if (asked.status === 'rejected') throw asked.reason
    const body = asked.value
    if (known.status === 'rejected') {
      // Nobody is going to read it.
      body?.body.destroy()
      throw known.reason
    }
    if (body === undefined) await this.#skipPast()
    else
      for await (const batch of logLines(body, this.#tty === true, (rest) => this.#leave(rest))) {
        this.#position.add(batch)
        if (batch.count > 0) yield batch
      }
    this.#begun = true
  }

  /** A line without an end is left to who follows: the rest of it may be on its way. */
  #leave(rest: LineBatch): boolean {
    this.endsWithin = this.span.follow && rest.count > 0
    return this.endsWithin
  }

  /** Nothing was shown of it. */
  forget(): void {
    this.#position = new LogPosition()
    this.#begun = false
  }

  /** All that was written until a moment, whatever was read of it. Throws FailureError. */
  async *older(until: string, tail: number | undefined): AsyncGenerator<LineBatch, void> {
    await this.#know()
    for await (const batch of logLines(await this.#request(false, tail, this.#since, until, true), this.#tty === true))
      if (batch.count > 0) yield batch
  }

  /** New lines, a batch for each chunk. */
  async *read(): AsyncGenerator<LineBatch, void> {
    const body = this.#body
    if (body === undefined) return
    this.#body = undefined
    for await (const lines of logLines(body, this.#tty === true)) {
      const fresh = this.#position.fresh(lines)
      if (fresh === undefined) break
      this.#position.add(fresh)
      if (fresh.count > 0) yield fresh
    }
    if (this.#position.isMissed) {
      this.#body = await this.#ask(this.span.follow, undefined)
      return yield* this.read()
    }
    const rest = this.#position.rest()
    this.#position.add(rest)
    if (rest.count > 0) yield rest
  }

  async state(): Promise<Inspected['State']> {
    return (await this.#inspect()).State
  }

  async #know(): Promise<void> {
    this.#tty ??= (await this.#inspect()).Config.Tty
  }

  #inspect(): Promise<Inspected> {
    return this.engine.get({ path: `/containers/${this.id}/json`, signal: this.signal }, Inspected)
  }

  #ask(follow: boolean, tail: number | undefined): Promise<LogBody> {
    return this.#request(follow, tail, this.#position.reopen() ?? this.#since, this.#until)
  }

  /** Where it was left, from the newest lines; all that came since then where it is not among them. */
  async #askAgain(follow: boolean): Promise<LogBody> {
    const since = this.#position.reopen(true)
    if (since === undefined) return this.#ask(follow, undefined)
    return this.#request(follow, newestLines, since, this.#until)
  }

  #request(
    follow: boolean,
    tail: number | undefined,
    since: string | undefined,
    until: string | undefined,
    bulk = tail === undefined && !follow
  ): Promise<LogBody> {
    const query = { stdout: 1, stderr: 1, timestamps: 1, follow: follow ? 1 : 0, tail: tail ?? 'all', since, until }
    const path = `/containers/${this.id}/logs`
    return this.engine
      .open({ path, query, bulk, signal: this.signal })
      .then((body) => ({ body, trickles: follow }), explain)
  }

  /** Notes the last line where the past is not wanted: else a break before the first new one would lose or repeat some. */
  async #skipPast(): Promise<void> {
    for await (const lines of logLines(await this.#ask(false, 1), this.#tty === true)) this.#position.add(lines)
  }
}

/** `leave`: whether what has no line end is left out. */
async function* logLines(
  { body, trickles }: LogBody,
  tty: boolean,
  leave: (rest: LineBatch) => boolean = () => false
): AsyncGenerator<LineBatch, void> {
  const reader = new LogReader({ tty })
  for await (const chunk of (trickles ? gather(body) : body) as AsyncIterable<Buffer>) yield reader.read(chunk)
  const rest = reader.end()
  if (!leave(rest)) yield rest
}

/** Podman and engines before 20.10 refuse with a status that says nothing. */
function explain(error: unknown): never {
  if (error instanceof FailureError && /does not support reading/i.test(error.failure.message))
    throw new FailureError({ kind: 'unsupported', message: error.failure.message }, { cause: error })
  throw error
}
