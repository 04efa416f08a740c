/** The TLS files that a person names for a connection, read and looked at before they are kept. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import type { Address } from '../../../contract/connections/book/model'
import { FailureError } from '../failure-error'

export type TlsContent = Readonly<Partial<Record<'ca' | 'cert' | 'key', Buffer>>>
/** Bytes: an authority's bundle is a few hundred thousand. */
const largest = 4 * 1024 * 1024

const refuse = (field: string, message: string, cause?: unknown): FailureError =>
  new FailureError({ kind: 'invalid-input', field, message }, { cause })
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What it holds is looked at before anything is done with it: a path can be any file's. */
async function readPem(field: 'ca' | 'cert' | 'key', path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path)
    if (size > largest) throw new Error(`${size} bytes`)
    const content = await readFile(path)
    if (field === 'key') createPrivateKey(content)
    else new X509Certificate(content)
    return content
  } catch (error) {
    throw refuse(field, `${path}: ${wordsOf(error)}`, error)
  }
}

/** Throws FailureError (invalid-input) that names the field: `ca`, `cert`, `key`. */
export async function readTls(address: Pick<Address, 'ca' | 'cert' | 'key'>): Promise<TlsContent> {
  const content: { ca?: Buffer; cert?: Buffer; key?: Buffer } = {}
  for (const field of ['ca', 'cert', 'key'] as const)
    if (address[field] !== '') content[field] = await readPem(field, address[field])
  if ((content.cert === undefined) !== (content.key === undefined))
    throw refuse(content.cert === undefined ? 'cert' : 'key', 'A certificate and its key go together')
  try {
    createSecureContext(content)
  } catch (error) {
    throw refuse('key', wordsOf(error), error)
  }
  return content
}
