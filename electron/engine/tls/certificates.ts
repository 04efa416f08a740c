/** The certificates that an endpoint's files hold: whose they are, and until when they are good. */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Endpoint } from '../endpoint'

export interface EndpointCertificate {
  readonly file: string
  /** `authority`: whom the engine's certificate is checked against; `client`: what this computer shows. */
  readonly role: 'authority' | 'client'
  /** `CN=docker, O=Example`; empty where the file could not be read. */
  readonly subject: string
  /** Milliseconds since 1970; undefined where the file could not be read. */
  readonly validFrom?: number
  readonly validTo?: number
  /** Why the file, or what is in it, could not be read: the system's or the library's words. */
  readonly problem?: string
}

const oneCertificate =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g
/** Bytes of a file that are looked at: a bundle of every public authority has a quarter of it. */
const enough = 1024 * 1024
const fewEnough = 500

const problemOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** `text`: a PEM file's. The first is the one that is shown, what follows signs it: an authority's file may hold many. */
export function readCertificates(text: string): readonly X509Certificate[] {
  const found = text.slice(0, enough).match(oneCertificate) ?? []
  // What holds none is read all the same: the library says best what it is.
  return found.length === 0
    ? [new X509Certificate(text)]
    : found.slice(0, fewEnough).map((one) => new X509Certificate(one))
}

async function readFrom(file: string, role: EndpointCertificate['role']): Promise<readonly EndpointCertificate[]> {
  try {
    return readCertificates(await readFile(file, 'utf8')).map(({ subject, validFrom, validTo }) => ({
      file,
      role,
      subject: subject.split('\n').join(', '),
      validFrom: Date.parse(validFrom),
      validTo: Date.parse(validTo)
    }))
  } catch (error) {
    return [{ file, role, subject: '', problem: problemOf(error) }]
  }
}

/** Those of its ca.pem and cert.pem, in this order; none where it does not speak TLS. Never rejects: what cannot be read says why. */
export async function certificatesOf(endpoint: Endpoint): Promise<readonly EndpointCertificate[]> {
  if (endpoint.kind !== 'tcp' || endpoint.tls === undefined) return []
  const { ca, cert } = endpoint.tls
  const read = await Promise.all([
    ca === undefined ? [] : readFrom(ca, 'authority'),
    cert === undefined ? [] : readFrom(cert, 'client')
  ])
  return read.flat()
}
