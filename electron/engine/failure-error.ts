/** The one error that handlers throw on purpose: a Failure that travels to the window as it is. */
import type { Failure } from '../../contract/failure'

export class FailureError extends Error {
  constructor(
    readonly failure: Failure,
    options?: ErrorOptions
  ) {
    super(failure.message || failure.kind, options)
    this.name = 'FailureError'
  }
}
