/** Whether a container that has just been started ends at once with an error: `docker run -d` would call that a success. */
import * as v from 'valibot'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { number } from '../../../engine/schema'

/** Milliseconds in which a program that cannot work with its options has mostly said so. */
const trial = 1_000

/** Throws FailureError (engine-error) with its exit code; ending without an error is its own affair. */
export async function endedAtOnce(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(trial)])
  try {
    const { StatusCode } = await engine.get(
      { method: 'POST', path: `/containers/${id}/wait`, signal: limit, timeLimit: 0 },
      v.object({ StatusCode: number() })
    )
    if (StatusCode !== 0)
      throw new FailureError({
        kind: 'engine-error',
        message: `The new container ended at once, with exit code ${StatusCode}`
      })
  } catch (error) {
    // It still runs.
    if (limit.aborted && !signal.aborted) return
    throw error
  }
}
