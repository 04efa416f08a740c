/** From what the system says (errno, TLS and HTTP parser codes) to a Failure: codes only, for texts differ between OpenSSL and BoringSSL. */
import type { Failure } from '../../../contract/failure'

type Reason = Extract<Failure, { kind: 'engine-unreachable' }>['reason']

const unreachable = (reason: Reason, message: string): Failure => ({ kind: 'engine-unreachable', reason, message })

const reasons: Readonly<Record<string, Reason>> = {
  ENOENT: 'no-socket',
  ENOTSOCK: 'no-socket',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'lost',
  EPIPE: 'lost',
  ECONNABORTED: 'lost',
  ERR_STREAM_PREMATURE_CLOSE: 'lost',
  ETIMEDOUT: 'timed-out',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EHOSTUNREACH: 'other',
  ENETUNREACH: 'other',
  EHOSTDOWN: 'other',
  // The engine's certificate: not signed by an authority that was given, or by none at all.
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  CERT_UNTRUSTED: 'tls-untrusted',
  CERT_REJECTED: 'tls-untrusted',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted',
  CERT_REVOKED: 'tls-untrusted',
  INVALID_CA: 'tls-untrusted',
  INVALID_PURPOSE: 'tls-untrusted',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name',
  HOSTNAME_MISMATCH: 'tls-name',
  // TLS was spoken to something that does not.
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-absent',
  ERR_SSL_HTTP_REQUEST: 'tls-absent',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-absent'
}

/**
 * Undefined: no code that says anything about reaching an engine. On a connection that is not TLS, `ENOENT` and `EACCES`
 * are about the socket or pipe.
 */
export function systemFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined
  const { code } = error as NodeJS.ErrnoException
  const { message } = error
  // Happy eyeballs: each address failed in its own way, the first one speaks for all.
  if (error instanceof AggregateError && error.errors.length > 0) return systemFailure(error.errors[0])
  if (typeof code !== 'string') return undefined
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'permission-denied', subject: 'socket', message }
  const reason = reasons[code]
  if (reason !== undefined) return unreachable(reason, message)
  if (code.startsWith('HPE_')) return unreachable('not-docker', message)
  // With TLS 1.2 both a refused client certificate (an alert) and a peer without TLS end as EPROTO.
  if (code === 'EPROTO') return unreachable(/alert/i.test(message) ? 'tls-client-refused' : 'tls-absent', message)
  if (/^ERR_SSL_.*ALERT/.test(code)) return unreachable('tls-client-refused', message)
  if (/^ERR_(OSSL|CRYPTO)_/.test(code)) return unreachable('tls-material', message)
  if (code.startsWith('ERR_SSL_')) return unreachable('other', message)
  return undefined
}
