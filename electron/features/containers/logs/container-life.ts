/** A container's starts and its removal, as its engine tells of them. */
import type { Engine, EngineEvent } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'

export interface Life {
  /** Counts the starts that were seen. */
  readonly starts: number
  readonly removed: boolean
  /** Resolves at the next event of its life, when the signal aborts, or after the given milliseconds. Throws FailureError when the engine is lost. */
  change(limit?: number): Promise<void>
  end(): void
}

export function watchLife(engine: Engine, id: string, signal: AbortSignal): Life {
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
