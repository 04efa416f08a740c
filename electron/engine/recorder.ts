/** Notes the API requests that an operation sends, for the command history: it follows the asynchronous call chain. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { ApiRequest } from '../../contract/history/model'

const recording = new AsyncLocalStorage<(request: ApiRequest) => void>()

let underWay = 0

/** Runs the work; `onRequest` gets each request that is sent meanwhile on its behalf, in order. */
export async function recordRequests<T>(onRequest: (request: ApiRequest) => void, work: () => Promise<T>): Promise<T> {
  underWay += 1
  try {
    return await recording.run(onRequest, work)
  } finally {
    underWay -= 1
    // While it is on, Node follows every promise of the process: each costs more than twice as much.
    if (underWay === 0) recording.disable()
  }
}

/**
 * Runs the work with its requests rewritten before they are noted: how whoever knows what is secret keeps it out, as
 * `$NAME` in its place. Passwords and tokens that the API itself names are left out without being asked to.
 */
export function redactRequests<T>(redact: (request: ApiRequest) => ApiRequest, work: () => Promise<T>): Promise<T> {
  const outer = recording.getStore()
  return outer === undefined ? work() : recording.run((request) => outer(redact(request)), work)
}

/** Fields of a body that are secrets wherever they stand (`POST /auth`, `POST /secrets/create`). */
const secretFields: ReadonlyArray<readonly [RegExp, string, string]> = [
  [/\/auth$/, 'password', '$PASSWORD'],
  [/\/auth$/, 'identitytoken', '$TOKEN'],
  [/\/auth$/, 'registrytoken', '$TOKEN'],
  [/\/secrets\/create$/, 'Data', '$SECRET']
]

function withoutSecrets(request: ApiRequest): ApiRequest {
  const path = request.path.split('?')[0] ?? ''
  const { body } = request
  if (typeof body !== 'object' || body === null) return request
  const hidden = secretFields
    .filter(([pattern, field]) => pattern.test(path) && field in body)
    .map(([, field, variable]) => [field, variable] as const)
  return hidden.length === 0 ? request : { ...request, body: { ...body, ...Object.fromEntries(hidden) } }
}

/** To be called by the transport for each request: does nothing outside a recording. */
export function noteRequest(request: ApiRequest): void {
  recording.getStore()?.(withoutSecrets(request))
}
