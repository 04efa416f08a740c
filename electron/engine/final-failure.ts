/** Failures that no number of tries mends: they wait for a person. */
import type { Failure } from '../../contract/failure'

type Reason = Extract<Failure, { kind: 'engine-unreachable' }>['reason']

/** A server that is asked in vain shuts out who asks. */
const inVain: ReadonlySet<Reason> = new Set<Reason>([
  'ssh-missing',
  'ssh-key-refused',
  'ssh-host-unknown',
  'ssh-host-changed',
  'ssh-unanswered'
])

export const isFinal = (failure: Failure): boolean =>
  failure.kind === 'unsupported' ||
  failure.kind === 'invalid-input' ||
  failure.kind === 'cancelled' ||
  (failure.kind === 'engine-unreachable' && inVain.has(failure.reason))
