import type { FailureKind } from '../../../../contract/failure'
import { FailureError } from '../../../engine/failure-error'

/** The answer, or undefined where the engine refused in one of these ways. */
export async function ask<Answer>(answer: Promise<Answer>, fine: readonly FailureKind[]): Promise<Answer | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof FailureError && fine.includes(error.failure.kind)) return undefined
    throw error
  }
}
