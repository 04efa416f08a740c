/** The certificate files of a connection: read where what is wrong with them can be said, by file. */
import { createPrivateKey, type X509Certificate, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext, type SecureContext } from 'node:tls'
import type { Failure } from '../../../contract/failure'
import type { TlsFiles } from '../endpoint'
import { FailureError } from '../failure-error'
import { readCertificates } from './certificates'

type Reason = Extract<Failure, { kind: 'engine-unreachable' }>['reason']

const fault = (reason: Reason, message: string, cause?: unknown): FailureError =>
  new FailureError({ kind: 'engine-unreachable', reason, message }, { cause })

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Each file is read alone: of all of them together the library does not say which it means. */
function readFrom<T>(
  path: string | undefined,
  parse: (content: Buffer) => T
): { content: Buffer; parsed: T } | undefined {
  if (path === undefined) return undefined
  let content: Buffer
  try {
    content = readFileSync(path)
  } catch (error) {
    // The system's words name the file.
    throw fault('tls-material', wordsOf(error), error)
  }
  try {
    return { content, parsed: parse(content) }
  } catch (error) {
    throw fault('tls-material', `${path}: ${wordsOf(error)}`, error)
  }
}

const certificates = (content: Buffer): readonly X509Certificate[] => readCertificates(content.toString('utf8'))

function readKey(content: Buffer): KeyObject {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(content.toString('latin1')))
    throw new Error('The key is encrypted: docker, too, needs one without a passphrase')
  return createPrivateKey(content)
}

/** Throws FailureError: tls-material (with the file), tls-key. */
export function readMaterial(files: TlsFiles): SecureContext {
  const ca = readFrom(files.ca, certificates)
  const cert = readFrom(files.cert, certificates)
  const key = readFrom(files.key, readKey)
  const own = cert?.parsed[0]
  if (own !== undefined && key !== undefined && !own.checkPrivateKey(key.parsed))
    throw fault('tls-key', `${files.key} is not the key of ${files.cert} (${own.subject.replaceAll('\n', ', ')})`)
  try {
    return createSecureContext({ ca: ca?.content, cert: cert?.content, key: key?.content })
  } catch (error) {
    throw fault('tls-material', wordsOf(error), error)
  }
}

const clientUse = '1.3.6.1.5.5.7.3.2'

/**
 * Why an engine may have refused this computer's certificate, as far as it can be seen here: it refuses each kind with one alert.
 * Undefined where nothing is to be seen.
 */
export function clientFault(files: TlsFiles): { readonly reason: Reason; readonly message: string } | undefined {
  if (files.cert === undefined) return { reason: 'tls-client-missing', message: '' }
  try {
    const [own] = certificates(readFileSync(files.cert))
    if (own === undefined) return undefined
    const { validTo, validFrom, issuer } = own
    if (Date.parse(validTo) < Date.now())
      return { reason: 'tls-client-expired', message: `${files.cert}: valid until ${validTo}` }
    if (Date.parse(validFrom) > Date.now())
      return { reason: 'tls-client-expired', message: `${files.cert}: valid from ${validFrom}` }
    // Node's name for the extended key usage; absent where the certificate is for any use.
    const uses = own.keyUsage as readonly string[] | undefined
    if (uses !== undefined && uses.length > 0 && !uses.includes(clientUse))
      return { reason: 'tls-client-refused', message: `${files.cert} is not for clients (extendedKeyUsage)` }
    return { reason: 'tls-client-refused', message: `${files.cert} was signed by ${issuer.replaceAll('\n', ', ')}` }
  } catch {
    // It was read a moment ago: what the engine said is all there is to say.
    return undefined
  }
}
