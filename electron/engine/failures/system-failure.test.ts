import { describe, expect, it } from 'vitest'
import { FailureError } from '../failure-error'
import { systemFailure } from './system-failure'
import { saysEngineGone, toFailureError } from './to-failure-error'

const coded = (code: string, message = code, more = {}): Error => Object.assign(new Error(message), { code, ...more })

describe('what the system says', () => {
  it.each([
    ['ENOENT', 'no-socket'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'lost'],
    ['ETIMEDOUT', 'timed-out'],
    ['ENOTFOUND', 'name-not-found'],
    ['EAI_AGAIN', 'name-not-found'],
    ['EHOSTUNREACH', 'other'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-untrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-untrusted'],
    ['CERT_HAS_EXPIRED', 'tls-expired'],
    ['CERT_NOT_YET_VALID', 'tls-not-yet'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-name'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'tls-client-refused'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls-client-refused'],
    ['ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'tls-material'],
    ['ERR_OSSL_PEM_NO_START_LINE', 'tls-material'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-absent'],
    ['HPE_INVALID_CONSTANT', 'not-docker']
  ])('%s is %s', (code, reason) => {
    expect(systemFailure(coded(code, 'words'))).toEqual({ kind: 'engine-unreachable', reason, message: 'words' })
  })

  it('tells an alert from a peer without TLS, whichever library wrote the text', () => {
    const alert =
      '139:error:14094412:SSL routines:ssl3_read_bytes:sslv3 alert bad certificate:../ssl/record/rec_layer_s3.c:1544:SSL alert number 42'
    expect(systemFailure(coded('EPROTO', alert))).toMatchObject({ reason: 'tls-client-refused' })
    const plain = 'write EPROTO 1:error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER'
    expect(systemFailure(coded('EPROTO', plain))).toMatchObject({ reason: 'tls-absent' })
  })

  it('knows a socket without permission', () => {
    expect(systemFailure(coded('EACCES'))).toMatchObject({ kind: 'permission-denied', subject: 'socket' })
  })

  it('lets the first of several addresses speak', () => {
    const both = Object.assign(new AggregateError([coded('ECONNREFUSED', '::1'), coded('ECONNREFUSED', '127.0.0.1')]), {
      code: 'ECONNREFUSED'
    })
    expect(systemFailure(both)).toMatchObject({ reason: 'refused', message: '::1' })
  })

  it('leaves what it does not know', () => {
    expect(systemFailure(new Error('x'))).toBeUndefined()
    expect(systemFailure(coded('EMFILE'))).toBeUndefined()
    expect(systemFailure('x')).toBeUndefined()
  })
})

describe('what dockerode throws', () => {
  const thrown = (statusCode: number, json: unknown, message: string) =>
    Object.assign(new Error(message), { statusCode, json })
  const failureOf = (error: unknown): unknown => (toFailureError(error) as FailureError).failure

  it('is read by its body, not by its reason', () => {
    const error = thrown(
      404,
      { message: 'Could not find the file /x in container y' },
      '(HTTP code 404) no such container - Could not find … '
    )
    expect(failureOf(error)).toMatchObject({ kind: 'not-found', subject: 'file' })
  })
  it('is read by its message where a stream was asked for', () => {
    expect(failureOf(thrown(404, null, '(HTTP code 404) no such container - No such container: web '))).toEqual({
      kind: 'not-found',
      subject: 'container',
      name: 'web',
      message: 'No such container: web'
    })
  })
  it('says nothing where nothing was said', () => {
    expect(failureOf(thrown(304, Buffer.alloc(0), '(HTTP code 304) container already started -  '))).toEqual({
      kind: 'conflict',
      reason: 'already',
      message: ''
    })
  })
  it('stays what it is where it is a fault of ours', () => {
    const error = new TypeError('x is undefined')
    expect(toFailureError(error)).toBe(error)
    const failure = new FailureError({ kind: 'cancelled', message: '' })
    expect(toFailureError(failure)).toBe(failure)
  })
  it('is cancelled or late where a signal ended it', () => {
    expect(failureOf(AbortSignal.abort().reason)).toMatchObject({ kind: 'cancelled' })
    expect(failureOf(Object.assign(new Error(), { name: 'TimeoutError' }))).toMatchObject({ kind: 'timed-out' })
  })
  it('says that the engine is gone where nobody listens', () => {
    expect(saysEngineGone(coded('ECONNREFUSED', '', { syscall: 'connect' }))).toBe(true)
    expect(saysEngineGone(toFailureError(coded('ENOENT', '', { syscall: 'connect' })))).toBe(true)
    expect(saysEngineGone(coded('ENOENT', '', { syscall: 'open' }))).toBe(false)
    expect(saysEngineGone(undefined)).toBe(false)
  })
})
