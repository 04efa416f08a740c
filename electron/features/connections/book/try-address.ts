/** Dials an address once, as a connection would, and tells how it went. */
import type { TestResult } from '../../../../contract/connections/book/model'
import type { Failure } from '../../../../contract/failure'
import type { Endpoint } from '../../../engine/endpoint'
import { engineIdOf } from '../../../engine/engine-id'
import { FailureError } from '../../../engine/failure-error'
import { toFailureError } from '../../../engine/failures/to-failure-error'
import { openSession } from '../../../engine/session'
import type { Ask } from '../../../engine/ssh/asking'

/** Milliseconds for each answer, and for all of it: over ssh a person may be asked something meanwhile. */
const usualLimits = { answer: 10_000, whole: 20_000 }
const sshLimit = 120_000

/** Rejects only where the signal aborts. */
export async function tryAddress(
  endpoint: Endpoint,
  signal: AbortSignal,
  ask?: Ask,
  limits = usualLimits
): Promise<TestResult> {
  const began = performance.now()
  const isSsh = endpoint.kind === 'ssh'
  const limit = new AbortController()
  const late = new FailureError({ kind: 'engine-unreachable', reason: 'timed-out', message: '' })
  const timer = setTimeout(() => limit.abort(late), isSsh ? sshLimit : limits.whole)
  const either = AbortSignal.any([signal, limit.signal])
  try {
    const session = await openSession(endpoint, limits.answer, either, { ask })
    const milliseconds = Math.round(performance.now() - began)
    try {
      const engineId = await engineIdOf({
        get: (request, schema) => session.http.get({ ...request, signal: either }, schema)
      })
      return { kind: 'reached', capabilities: session.capabilities, milliseconds, engineId: engineId || undefined }
    } finally {
      session.end(new FailureError({ kind: 'cancelled', message: '' }))
    }
  } catch (error) {
    signal.throwIfAborted()
    const known = limit.signal.aborted ? late : toFailureError(error)
    const failure: Failure =
      known instanceof FailureError ? known.failure : { kind: 'internal', message: String(known) }
    return { kind: 'failed', failure, field: fieldOf(failure, endpoint) }
  } finally {
    clearTimeout(timer)
  }
}

/** Where it is mended. What is wrong with the files themselves names the file. */
export function fieldOf(failure: Failure, endpoint: Endpoint): Extract<TestResult, { kind: 'failed' }>['field'] {
  if (failure.kind !== 'engine-unreachable' || endpoint.kind !== 'tcp') return 'host'
  const { ca, key } = endpoint.tls ?? {}
  switch (failure.reason) {
    case 'tls-untrusted':
      return 'ca'
    case 'tls-required':
      return 'ca'
    case 'tls-client-refused':
    case 'tls-client-missing':
    case 'tls-client-expired':
      return 'cert'
    case 'tls-key':
      return 'key'
    case 'tls-material':
      if (key !== undefined && failure.message.includes(key)) return 'key'
      return ca !== undefined && failure.message.includes(ca) ? 'ca' : 'cert'
    default:
      return 'host'
  }
}
