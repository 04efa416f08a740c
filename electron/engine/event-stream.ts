/** The one event stream of a session: opened, read, and opened again where it ended although the engine did not. */
import type { Readable } from 'node:stream'
import type { Failure } from '../../contract/failure'
import { backoff } from './backoff'
import type { EngineEvent } from './engine'
import { parseEvent } from './events'
import { FailureError } from './failure-error'
import { toFailureError } from './failures/to-failure-error'
import { textLines } from './json-lines'
import { ping } from './ping'
import type { Session } from './session'

/** A stream that stood this long, in milliseconds, was a good one: its end is looked into at once. */
const steady = 1_000

export interface EventStreamParts {
  readonly session: Session
  /** Milliseconds that an engine may take to answer when it is asked whether it still lives. */
  readonly limit: number
  /** The stream stands: what came before may have been missed. */
  readonly onStanding: () => void
  readonly onEvent: (event: EngineEvent) => void
  /** The engine answers, but gives no events; it goes on trying. */
  readonly onBroken: (failure: Failure) => void
}

const failureOf = (error: unknown): Failure => {
  const known = toFailureError(error)
  if (known instanceof FailureError) return known.failure
  return { kind: 'internal', message: known instanceof Error ? known.message : String(known) }
}

const ended: Failure = { kind: 'engine-error', message: 'The event stream ended' }

/** Why the stream is over: it does not throw, nor does it end before the stream does. */
async function readEvents(stream: Readable, onEvent: (event: EngineEvent) => void): Promise<Failure> {
  try {
    for await (const line of textLines(stream)) {
      const event = parseEvent(line)
      if (event !== undefined) onEvent(event)
    }
    return ended
  } catch (error) {
    return failureOf(error)
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done, { once: true })
  })

/**
 * Resolves with why the session is lost, or undefined where it was ended by somebody else. A stream's end alone is no loss:
 * proxies end idle ones, and work under way must not pay for it. The engine is then asked at once.
 */
export async function followEvents(parts: EventStreamParts): Promise<Failure | undefined> {
  const { session, limit, onStanding, onEvent, onBroken } = parts
  const { http, signal } = session
  let failures = 0
  for (;;) {
    let failure: Failure
    try {
      const stream = await http.open({ path: '/events' }, { limit })
      onStanding()
      const since = performance.now()
      failure = await readEvents(stream, onEvent)
      failures = performance.now() - since > steady ? 0 : failures + 1
      if (!signal.aborted && failures > 1) onBroken(failure)
    } catch (error) {
      failure = failureOf(error)
      if (signal.aborted) return undefined
      if (failure.kind === 'engine-unreachable') return failure
      const dead = await ping(http, limit).then(() => undefined, failureOf)
      if (dead !== undefined && !signal.aborted) return dead
      failures += 1
      onBroken(failure)
    }
    if (signal.aborted) return undefined
    if (failures > 1) await pause(backoff(failures), signal)
    if (signal.aborted) return undefined
  }
}
