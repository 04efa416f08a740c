/** From an engine's answer (a status and its words) to a Failure. */
import type { Failure } from '../../../contract/failure'
import { rules, type Meaning } from './rules'

/** What the status alone says, where no rule knows the words. */
function meaningOfStatus(status: number | undefined): Meaning {
  switch (status) {
    case 304:
      return { kind: 'conflict', reason: 'already' }
    case 400:
      return { kind: 'invalid-input' }
    case 401:
      return { kind: 'auth-required' }
    case 403:
      return { kind: 'permission-denied', subject: 'other' }
    case 404:
      return { kind: 'not-found', subject: 'other' }
    case 409:
      return { kind: 'conflict', reason: 'other' }
    case 429:
      return { kind: 'rate-limited' }
    case 501:
      return { kind: 'unsupported' }
    case 507:
      return { kind: 'disk-full' }
    default:
      return { kind: 'engine-error', status }
  }
}

/** Characters of a message that the rules look at: some cost the square of its length. */
const lookedAt = 4_000

/** `status` is absent where the words came inside a stream (a pull's `error` line). Source: moby `api/swagger.yaml`. */
export function engineFailure(status: number | undefined, words: string): Failure {
  const message = words.trim()
  const beginning = message.slice(0, lookedAt)
  for (const { pattern, meaning } of rules) {
    const match = pattern.exec(beginning)
    if (match !== null) return { ...meaning(match), message } as Failure
  }
  return { ...meaningOfStatus(status), message } as Failure
}

/** The words in an answer's body: `{"message":"…"}`, Podman's `{"cause":"…","message":"…"}`, or plain text. */
export function wordsOf(body: unknown): string {
  if (typeof body === 'string') {
    const text = body.trim()
    if (!text.startsWith('{')) return text.slice(0, 2_000)
    try {
      return wordsOf(JSON.parse(text))
    } catch {
      // A body that is cut or no JSON after all is still what the engine said.
      return text.slice(0, 2_000)
    }
  }
  if (Buffer.isBuffer(body)) return wordsOf(body.toString('utf8'))
  if (typeof body !== 'object' || body === null) return ''
  const { message, error, cause } = body as Record<string, unknown>
  const said = [message, error, cause].find((words) => typeof words === 'string' && words !== '')
  return typeof said === 'string' ? said : ''
}
