/** Docker Hub's HTTP API: one question and its answer, checked, over the proxy that is set; and what a refusal means. */
import * as v from 'valibot'
import { FailureError } from '../../engine/failure-error'
import type { WebAnswer, WebRequest } from '../../platform/web/request'
import { retryTime } from '../../platform/web/retry-after'
import type { TrustingRequest } from '../../platform/web/trusting-request'
import { WebError } from '../../platform/web/web-error'

/** Milliseconds to the whole answer. */
const usualTime = 8_000
/** Bytes of an answer: a page of Hub's has some thousands, a README may have all that its publisher liked. */
const sizeLimit = 12 * 1024 * 1024

/** Hub could not be asked, or did not answer as Hub: another source may. */
export class HubUnreachable extends Error {
  constructor(
    readonly host: string,
    message: string,
    /** Something answered there, if not as Hub does. */
    readonly answered = false
  ) {
    super(message)
    this.name = 'HubUnreachable'
  }
}

export interface HubQuestion {
  /** Relative to the base: `v2/user/orgs`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly token?: string | undefined
  /** Makes it a POST. */
  readonly body?: unknown
  /** Milliseconds to the whole answer; 8 seconds where nothing is said. */
  readonly timeLimit?: number | undefined
}

export interface HubClient {
  /** Throws FailureError (rate-limited, not-found, auth-required, cancelled) and HubUnreachable. */
  ask<S extends v.GenericSchema>(question: HubQuestion, schema: S): Promise<v.InferOutput<S>>
  /** Where what is secret may go: Hub itself, encrypted, or a stand-in on this machine. */
  readonly mayHearSecrets: () => boolean
  /** Where it is at this moment: what is secret at one address is not for another. */
  readonly base: () => string
}

export interface HubClientParts {
  readonly baseUrl: () => string
  readonly request: TrustingRequest
}

export function createHubClient({ baseUrl, request }: HubClientParts): HubClient {
  return {
    async ask(question, schema) {
      const url = urlOf(baseUrl(), question)
      const answer = await send(url, question, request)
      if (answer.status === 429) throw rateLimited(answer.headers)
      if (answer.status === 401 || answer.status === 403) throw signInWanted(answer)
      if (answer.status === 404 && isJson(answer)) throw notFound(answer)
      if (answer.status !== 200) throw new HubUnreachable(url.host, `${url.host}: HTTP ${answer.status}`, true)
      try {
        return v.parse(schema, JSON.parse(answer.body.toString('utf8')))
      } catch {
        throw new HubUnreachable(url.host, `${url.host}: not an answer of Docker Hub`, true)
      }
    },
    base: baseUrl,
    mayHearSecrets() {
      if (!URL.canParse(baseUrl())) return false
      const { protocol, hostname } = new URL(baseUrl())
      return protocol === 'https:' || hostname === '127.0.0.1' || hostname === 'localhost'
    }
  }
}

async function send(
  url: URL,
  { signal, token, body, timeLimit = usualTime }: HubQuestion,
  ask: TrustingRequest
): Promise<WebAnswer> {
  const request: WebRequest = {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      'user-agent': 'escale',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` })
    },
    ...(body === undefined ? {} : { body }),
    signal,
    timeLimit,
    sizeLimit,
    redirects: 3
  }
  try {
    return await ask(url, request)
  } catch (error) {
    if (error instanceof WebError) throw new HubUnreachable(error.host, `${error.host}: ${error.message}`)
    throw error
  }
}

function urlOf(baseUrl: string, { path, query = {} }: HubQuestion): URL {
  // The address is a setting: whoever wrote it must read it back.
  if (!URL.canParse(baseUrl)) throw new HubUnreachable(baseUrl, `${baseUrl}: not an address`)
  const url = new URL(path, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`)
  const fields = Object.entries(query).filter((field): field is [string, string] => field[1] !== undefined)
  url.search = new URLSearchParams(fields).toString()
  return url
}

const isJson = ({ headers }: WebAnswer): boolean => /\bjson\b/.test(headers['content-type'] ?? '')

/** `{"detail":…}`, `{"message":…}`: cut, for anything may stand there. */
const Words = v.object({ detail: v.optional(v.string()), message: v.optional(v.string()) })
function wordsOf({ body, status }: WebAnswer): string {
  try {
    const { detail, message } = v.parse(Words, JSON.parse(body.toString('utf8')))
    return (message ?? detail ?? `HTTP ${status}`).slice(0, 500)
  } catch {
    return `HTTP ${status}`
  }
}

const notFound = (answer: WebAnswer): FailureError =>
  new FailureError({ kind: 'not-found', subject: 'other', message: wordsOf(answer) })

const signInWanted = (answer: WebAnswer): FailureError =>
  new FailureError({
    kind: 'auth-required',
    registry: 'docker.io',
    message: wordsOf(answer),
    remedy: { kind: 'sign-in', registry: 'docker.io' }
  })

/** `X-Retry-After` and `X-RateLimit-Reset` are Unix times, `Retry-After` is seconds from now or a date. */
export function rateLimited(headers: WebAnswer['headers']): FailureError {
  const until = retryTime(headers['retry-after'], headers['x-retry-after'] ?? headers['x-ratelimit-reset'])
  return new FailureError({ kind: 'rate-limited', until, message: 'Too Many Requests' })
}

/** For where nothing can stand in Hub's place. */
export const unreachable = (error: unknown): unknown =>
  error instanceof HubUnreachable
    ? new FailureError({ kind: 'network', host: error.host, message: error.message, remedy: { kind: 'retry' } })
    : error

/** Milliseconds since 1970; Go's zero time is none. */
export function timeOf(written: string | null | undefined): number | undefined {
  const time = Date.parse(written ?? '')
  return time > 0 ? time : undefined
}
