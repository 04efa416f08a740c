/** Turns whatever a handler threw into the Failure that travels; what nobody expected is logged whole. */
import type { Failure } from '../../contract/failure'
import { FailureError } from '../engine/failure-error'

export type LogUnexpected = (what: string, error: unknown) => void

export function toFailure(error: unknown, operation: string, log: LogUnexpected): Failure {
  if (error instanceof FailureError) return error.failure
  if (error instanceof Error && error.name === 'AbortError') return { kind: 'cancelled', message: '' }
  log(operation, error)
  // The message may hold a path or a value, never a stack: the log has the rest.
  return { kind: 'internal', message: error instanceof Error ? error.message : String(error) }
}
