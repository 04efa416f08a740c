/** What a build's thread and the app say to each other. */
import type { Failure } from '../../../../contract/failure'
import { FailureError } from '../../../engine/failure-error'
import type { Aside } from '../../../engine/engine'
import type { SessionFiles } from './methods'

/** What the thread begins with. */
export interface ThreadTask {
  readonly aside: Aside
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly files: SessionFiles
}

/** An error on its way. */
export interface ToldError {
  readonly message: string
  readonly failure?: Failure
  readonly code?: string
  readonly syscall?: string
}

export type FromThread =
  | { readonly kind: 'open' }
  /** The engine's answer, where it is not the session. */
  | { readonly kind: 'refused'; readonly status: number; readonly words: string }
  /** The engine was not reached. */
  | { readonly kind: 'unreached'; readonly error: ToldError }
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'fault'; readonly error: ToldError }
  | { readonly kind: 'credentials'; readonly question: number; readonly host: string }
  | { readonly kind: 'settled' }

export type ToThread =
  | { readonly kind: 'credentials'; readonly question: number; readonly message: Uint8Array }
  | { readonly kind: 'no-credentials'; readonly question: number; readonly error: ToldError }
  | { readonly kind: 'settle' }

export function tellError(error: unknown): ToldError {
  if (error instanceof FailureError) return { message: error.message, failure: error.failure }
  if (!(error instanceof Error)) return { message: String(error) }
  const { message, code, syscall } = error as NodeJS.ErrnoException
  return { message, ...(code === undefined ? {} : { code }), ...(syscall === undefined ? {} : { syscall }) }
}

export const errorOf = ({ failure, message, ...system }: ToldError): Error =>
  failure === undefined ? Object.assign(new Error(message), system) : new FailureError(failure)
