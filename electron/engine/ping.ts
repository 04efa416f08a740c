/** The first question to anything that may be an engine: are you one, and which API do you speak? */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Failure } from '../../contract/failure'
import type { EngineHttp } from './engine-http'
import { wordsOf } from './failures/engine-failure'
import { FailureError } from './failure-error'
import { negotiateApi, oldestApi } from './version'

export interface Pong {
  readonly headers: IncomingHttpHeaders
  /** The version to ask in. */
  readonly apiVersion: string
}

type Reason = Extract<Failure, { kind: 'engine-unreachable' }>['reason']
const unreachable = (reason: Reason, message: string): FailureError =>
  new FailureError({ kind: 'engine-unreachable', reason, message })

/** Bytes of the answer that are looked at: an engine's is `OK`. */
const enough = 4_096

async function beginning(response: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of response as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    if (text.length > enough) break
  }
  return text.slice(0, enough)
}

function refusal(status: number, text: string, isEngine: boolean): FailureError {
  const words = wordsOf(text)
  if (/HTTP request to an HTTPS server/i.test(text)) return unreachable('tls-required', words)
  if (status === 401 || status === 403)
    return new FailureError({ kind: 'permission-denied', subject: 'other', message: words })
  // An engine that is starting, or a proxy whose engine is down, says so in an engine's form.
  return unreachable(isEngine || (status >= 500 && text.startsWith('{')) ? 'other' : 'not-docker', words)
}

/**
 * Asks once, with `limit` milliseconds to answer. Throws FailureError: engine-unreachable (timed-out, not-docker, too-old, …) or
 * permission-denied. Source: moby `api/swagger.yaml`, `/_ping`.
 */
export async function ping(http: EngineHttp, limit: number): Promise<Pong> {
  const response = await http.send({ path: '/_ping' }, { bare: true, limit }).catch((error: unknown) => {
    const late = error instanceof FailureError && error.failure.kind === 'timed-out'
    throw late ? unreachable('timed-out', 'It accepts connections and does not answer') : error
  })
  const { statusCode = 0, headers } = response
  const version = headers['api-version']
  const text = await beginning(response)
  if (statusCode !== 200) throw refusal(statusCode, text, version !== undefined)
  // Before Docker 1.13 the header was not sent, and all answered 1.24.
  const spoken = typeof version === 'string' ? version : text.trim() === 'OK' ? oldestApi : undefined
  if (spoken === undefined) throw unreachable('not-docker', text.trim().slice(0, 200))
  const apiVersion = negotiateApi(spoken)
  if (apiVersion === undefined) throw unreachable('too-old', `API ${spoken}; ${oldestApi} is needed`)
  return { headers, apiVersion }
}
