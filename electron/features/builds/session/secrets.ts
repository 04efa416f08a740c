/** Secrets as `--secret` names them: `id=token,src=/path`, `id=token,env=NAME`, `id=token` (the variable, else the file, of that name). */
import { readFile } from 'node:fs/promises'
import { cutPair, readCsv } from '../../../../contract/command/csv'
import { FailureError } from '../../../engine/failure-error'

/** Docker's own limit, in bytes. */
const sizeLimit = 500 * 1024

/** `checkPath` throws where a file may not be read. Throws FailureError: invalid-input, not-found. */
export async function readSecrets(
  texts: readonly string[],
  checkPath: (path: string) => string
): Promise<ReadonlyMap<string, Buffer>> {
  const secrets = new Map<string, Buffer>()
  for (const text of texts) {
    const fields = new Map(
      (readCsv(text) ?? []).map((field) => [cutPair(field)[0].toLowerCase(), cutPair(field)[1] ?? ''])
    )
    const id = fields.get('id')
    if (id === undefined || id === '') throw refused(`${text}: id is missing`)
    const path = fields.get('src') ?? fields.get('source')
    const name = fields.get('env') ?? (path === undefined ? id : undefined)
    const value = name === undefined ? undefined : process.env[name]
    if (value !== undefined) secrets.set(id, Buffer.from(value))
    else if (path !== undefined) secrets.set(id, await readFile(checkPath(path)))
    else throw refused(`${text}: there is no environment variable ${name ?? ''}`)
    if ((secrets.get(id)?.length ?? 0) > sizeLimit) throw refused(`${text}: larger than ${sizeLimit} bytes`)
  }
  return secrets
}

const refused = (message: string): FailureError =>
  new FailureError({ kind: 'invalid-input', field: 'secrets', message })
