/** Why a web address gave no answer, in words that a person can use: never a stack, never a secret. */

export type WebErrorKind = 'timed-out' | 'too-long' | 'refused' | 'name-not-found' | 'tls' | 'lost' | 'proxy' | 'other'

export class WebError extends Error {
  constructor(
    /** Who was asked, with its port where it has one. */
    readonly host: string,
    readonly kind: WebErrorKind,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
    this.name = 'WebError'
  }
}

const kinds: Readonly<Record<string, WebErrorKind>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  ECONNRESET: 'lost',
  EPIPE: 'lost',
  ETIMEDOUT: 'timed-out'
}

export function webErrorOf(host: string, error: unknown): WebError {
  if (error instanceof WebError) return error
  if (!(error instanceof Error)) return new WebError(host, 'other', String(error))
  const { code = '' } = error as NodeJS.ErrnoException
  const certificate = /^(ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|ERR_SSL)/.test(code) || code === 'EPROTO'
  // Several addresses were tried: Node says nothing itself, its parts do.
  const message =
    error.message || (error instanceof AggregateError ? String((error.errors as Error[])[0]?.message) : code)
  return new WebError(host, certificate ? 'tls' : (kinds[code] ?? 'other'), message, { cause: error })
}
