/** Why the engine could not sign in to a registry, from its words. */
import { FailureError } from '../../engine/failure-error'

/** The engine tells of a refusal in several ways, none of which names the registry. */
export function explainRefusal(error: unknown, registry: string): never {
  if (error instanceof FailureError && /unauthorized|incorrect username|401|access denied/i.test(error.failure.message))
    throw new FailureError({ kind: 'auth-required', registry, message: error.failure.message }, { cause: error })
  if (error instanceof FailureError && error.failure.kind === 'network')
    throw new FailureError({ ...error.failure, host: registry }, { cause: error })
  throw error
}
