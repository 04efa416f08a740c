/** Signals as work under way sees them: a Failure to end with. */
import { FailureError } from './failure-error'

export const timedOut = (): FailureError => new FailureError({ kind: 'timed-out', message: '' })

/** What a signal's abort means: our own reason, a time limit, or somebody's wish. */
function abortFailure(signal: AbortSignal): Error {
  const { reason } = signal as { reason: unknown }
  if (reason instanceof FailureError) return reason
  if (reason instanceof Error && reason.name === 'TimeoutError') return timedOut()
  return new FailureError({ kind: 'cancelled', message: '' }, { cause: reason })
}

/** Calls `stop` once when any of the signals aborts (also where one already has); returns what ends the watch. */
export function onAbort(signals: ReadonlyArray<AbortSignal | undefined>, stop: (failure: Error) => void): () => void {
  const watched = signals.filter((signal): signal is AbortSignal => signal !== undefined)
  const listener = (event: Event): void => stop(abortFailure(event.target as AbortSignal))
  const aborted = watched.find((signal) => signal.aborted)
  if (aborted !== undefined) {
    stop(abortFailure(aborted))
    return () => undefined
  }
  for (const signal of watched) signal.addEventListener('abort', listener, { once: true })
  return () => watched.forEach((signal) => signal.removeEventListener('abort', listener))
}

/** What the work gives, or the signal's reason at once: what is under way may need a moment to come to its end. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let unwatch = (): void => undefined
  const aborted = new Promise<never>((_resolve, reject) => (unwatch = onAbort([signal], reject)))
  return Promise.race([work, aborted]).finally(unwatch)
}
