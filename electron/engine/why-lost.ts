/** Why a session is lost, where what carries its connections may be what was cut: that says so a moment after they end. */
import type { Failure } from '../../contract/failure'
import type { FailureError } from './failure-error'

/** As an engine that was there and is not: `message` is what was noticed, where anything was. */
export const lost = (message: string): Failure => ({
  kind: 'engine-unreachable',
  reason: 'lost',
  message: message || 'The connection to the engine was lost'
})

/** Milliseconds. */
const moment = 500

/** `carrier` resolves with its own reason when it is cut; `failure` is what its connections said. */
export function whyLost(carrier: Promise<FailureError>, failure: Failure): Promise<Failure> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(failure), moment)
    void carrier.then((known) => {
      clearTimeout(timer)
      resolve(known.failure)
    })
  })
}
