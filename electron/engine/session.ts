/** One session with an engine: from an answered ping until it is lost. Everything under way in it ends with it. */
import { setMaxListeners } from 'node:events'
import type Docker from 'dockerode'
import type { Capabilities } from '../../contract/connections/model'
import { capabilitiesOf, VersionReply } from './capabilities'
import type { Dialler } from './dial'
import { loadDocker } from './dockerode'
import type { Endpoint } from './endpoint'
import { createEngineHttp, type EngineHttp } from './engine-http'
import { FailureError } from './failure-error'
import { ping } from './ping'
import { createReach, type Reach, type Waits } from './reach'
import type { SshOptions } from './ssh/context'
import { clientFault } from './tls/material'

export interface Session {
  readonly http: EngineHttp
  /** Aborted, with a FailureError, when the session is over. */
  readonly signal: AbortSignal
  readonly capabilities: Capabilities
  /** Resolves, with why, where what carries it is cut. */
  readonly lost?: Promise<FailureError>
  docker(): Promise<Docker>
  end(reason: FailureError): void
}

/** Of a refused certificate an engine says nothing more: its own file may. */
function explain(error: unknown, endpoint: Endpoint): unknown {
  if (!(error instanceof FailureError) || endpoint.kind !== 'tcp' || endpoint.tls === undefined) return error
  const { failure } = error
  if (failure.kind !== 'engine-unreachable' || failure.reason !== 'tls-client-refused') return error
  const fault = clientFault(endpoint.tls)
  return fault === undefined ? error : new FailureError({ ...failure, ...fault }, { cause: error })
}

/** `limit`: milliseconds for each answer. Throws FailureError; nothing stays open then, nor when the signal aborts. */
export async function openSessionOn(
  reach: Reach,
  endpoint: Endpoint,
  limit: number,
  signal: AbortSignal,
  waits?: Waits
): Promise<Session> {
  const abort = new AbortController()
  // Each request and stream under way listens: there is no number that is too many.
  setMaxListeners(0, abort.signal)
  let dialler: Dialler | undefined
  const end = (reason: unknown): void => {
    abort.abort(reason)
    dialler?.dispose()
  }
  const stop = (): void => end(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const opened = await reach.open(limit, abort.signal, waits)
    dialler = opened
    abort.signal.throwIfAborted()
    const http = createEngineHttp({ endpoint, dialler: opened, session: abort.signal })
    const { headers, apiVersion } = await ping(http, limit)
    http.apiVersion = apiVersion
    const version = await http.get({ path: '/version', timeLimit: limit }, VersionReply).catch((error: unknown) => {
      // A proxy may forbid it, an engine may stumble over it: what the ping said is enough to work with.
      if (error instanceof FailureError && error.failure.kind !== 'engine-unreachable') return undefined
      throw error
    })
    signal.throwIfAborted()
    let docker: Promise<Docker> | undefined
    return {
      http,
      signal: abort.signal,
      capabilities: capabilitiesOf(headers, apiVersion, version),
      lost: opened.lost,
      docker: () => (docker ??= loadDocker(endpoint, opened, apiVersion)),
      end
    }
  } catch (error) {
    const explained = explain(error, endpoint)
    end(explained)
    throw explained
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** A session alone: what carries it ends with it. Throws as openSessionOn does. */
export async function openSession(
  endpoint: Endpoint,
  limit: number,
  signal: AbortSignal,
  ssh?: SshOptions
): Promise<Session> {
  const reach = createReach(endpoint, ssh)
  try {
    const session = await openSessionOn(reach, endpoint, limit, signal)
    session.signal.addEventListener('abort', reach.dispose, { once: true })
    return session
  } catch (error) {
    reach.dispose()
    throw error
  }
}
