/** From whatever dockerode, node:http or a stream threw to a FailureError, where it is known what it means. */
import { FailureError } from '../failure-error'
import { engineFailure, wordsOf } from './engine-failure'
import { systemFailure } from './system-failure'

/** What docker-modem throws for a refusal. */
interface ModemError extends Error {
  readonly statusCode: number
  readonly json?: unknown
}

const isModemError = (error: Error): error is ModemError =>
  typeof (error as Partial<ModemError>).statusCode === 'number'

/** docker-modem's own text around the engine's words: `(HTTP code 409) conflict - … `. */
const withoutPrefix = (message: string): string => message.replace(/^\(HTTP code \d+\) [^-]* - /, '').trim()

/** A FailureError where the error is one that engines and systems give; else the error itself, a fault of ours. */
export function toFailureError(error: unknown): unknown {
  if (error instanceof FailureError || !(error instanceof Error)) return error
  if (isModemError(error)) {
    const words = wordsOf(error.json) || withoutPrefix(error.message)
    const said = error.statusCode === 304 || words === 'null' || words === 'undefined' ? '' : words
    return new FailureError(engineFailure(error.statusCode, said), { cause: error })
  }
  if (error.name === 'AbortError') return new FailureError({ kind: 'cancelled', message: '' }, { cause: error })
  if (error.name === 'TimeoutError') return new FailureError({ kind: 'timed-out', message: '' }, { cause: error })
  const failure = systemFailure(error)
  return failure === undefined ? error : new FailureError(failure, { cause: error })
}

/** True where the error says that nobody listens at the engine's address any more. */
export function saysEngineGone(error: unknown): boolean {
  const { code, syscall } = ((error as { cause?: unknown } | null)?.cause ?? error ?? {}) as NodeJS.ErrnoException
  return syscall === 'connect' && (code === 'ECONNREFUSED' || code === 'ENOENT')
}
