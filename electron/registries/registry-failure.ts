/** What a registry's answer, or its silence, means to a person: Failures with the registry's own words. */
import * as v from 'valibot'
import { FailureError } from '../engine/failure-error'
import { listOf, text } from '../engine/schema'
import { WebError } from '../platform/web/web-error'
import type { WebAnswer } from '../platform/web/request'
import { retryTime } from '../platform/web/retry-after'

/** `{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":…}]}` */
const Words = v.object({ errors: listOf(v.object({ code: text(), message: text() })) })
const longest = 500

/** The registry's words, cut: anything at all may stand there. */
export function registryWords({ body, status }: Pick<WebAnswer, 'body' | 'status'>): string {
  try {
    const { errors } = v.parse(Words, JSON.parse(body.toString('utf8')))
    const words = errors.map(({ code, message }) => [code, message].filter((part) => part !== '').join(': ')).join('; ')
    if (words !== '') return `HTTP ${status}, ${words}`.slice(0, longest)
  } catch {
    // An HTML page of a proxy says no more than its status.
  }
  return `HTTP ${status}`
}

/** For an answer that is no success. */
export function refusal(registry: string, answer: WebAnswer): FailureError {
  const message = registryWords(answer)
  switch (answer.status) {
    case 401:
      return signInFailure(registry, message)
    case 403:
      return new FailureError({ kind: 'permission-denied', subject: 'other', message })
    case 404:
      return new FailureError({ kind: 'not-found', subject: 'other', message })
    case 405:
    case 501:
      return new FailureError({ kind: 'unsupported', message })
    case 429:
      return new FailureError({ kind: 'rate-limited', until: retryTime(answer.headers['retry-after']), message })
    default:
      return new FailureError({ kind: 'network', host: registry, message, remedy: { kind: 'retry' } })
  }
}

export const signInFailure = (registry: string, message: string): FailureError =>
  new FailureError({ kind: 'auth-required', registry, message, remedy: { kind: 'sign-in', registry } })

/** Something that a registry has answered and no registry may. */
export const brokenAnswer = (registry: string, message: string): FailureError =>
  new FailureError({ kind: 'network', host: registry, message, remedy: { kind: 'retry' } })

/** An HTTP server that was spoken to in TLS. */
export const speaksPlain = (error: unknown): boolean =>
  error instanceof WebError && /wrong version number|packet length too long|http request/i.test(error.message)

export function unreachable(registry: string, error: unknown): Error {
  if (error instanceof FailureError || !(error instanceof WebError)) return error as Error
  const retry = { remedy: { kind: 'retry' } } as const
  const common = { kind: 'network', host: error.host || registry, message: error.message } as const
  if (error.kind === 'timed-out') return new FailureError({ ...common, ...retry }, { cause: error })
  if (speaksPlain(error)) return new FailureError({ ...common, reason: 'plain' }, { cause: error })
  if (error.kind === 'tls') return new FailureError({ ...common, reason: 'certificate' }, { cause: error })
  return new FailureError({ ...common, ...retry }, { cause: error })
}
