/** A container's log as it grows: over its ends and starts, and over the engine's death and return. */
import { FailureError } from '../../../engine/failure-error'
import { watchLife } from './container-life'
import type { ContainerLog } from './container-log'
import type { LineBatch } from './line-batch'

export type FollowedLog =
  | { readonly kind: 'lines'; readonly batch: LineBatch }
  /** The engine went away; the log waits and goes on by itself. */
  | { readonly kind: 'interrupted' | 'resumed' }
  /** The container does not run; the log waits for its next start. */
  | { readonly kind: 'ended'; readonly exitCode?: number }

export const isLost = (error: unknown): boolean =>
  error instanceof FailureError && error.failure.kind === 'engine-unreachable'
const isGone = (error: unknown): boolean => error instanceof FailureError && error.failure.kind === 'not-found'

/** Before the next try where a log ends at once although its container runs, or the engine is lost and nobody knows yet; in milliseconds, each time twice. */
const firstPause = 100
const longestPause = 5_000

/**
 * Ends when all is read (without `follow`), when the container is removed, or with the signal. Throws FailureError:
 * `not-found`, and `unsupported` where the container's log driver cannot be read.
 */
export async function* followLog(log: ContainerLog): AsyncGenerator<FollowedLog, void> {
  const { engine, signal, span } = log
  const { follow } = span
  const life = watchLife(engine, log.id, signal)
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
        for await (const batch of log.read()) {
          hadLines = true
          yield { kind: 'lines', batch }
        }
        // Once the moment until which it is wanted has passed, the engine has told all.
        if (!follow || log.isOver) return
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
