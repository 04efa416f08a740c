/** The context that the CLI goes by, in docker's `config.json`: one member of a file that holds much else. */
import { readFile } from 'node:fs/promises'
import { defaultContext } from '../../../contract/connections/context-name'
import { fileError } from '../../platform/save-file'
import { writeWhole } from '../../platform/write-whole'
import { FailureError } from '../failure-error'
import { setMember } from './edit-json'

const key = 'currentContext'

async function readConfig(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw fileError(error, file)
  }
}

/**
 * Everything else in the file stays as it is, to the byte; a file that cannot be read is left alone. `default` is written as
 * docker does it, by no name at all. Throws FailureError: invalid-input (broken), permission-denied, disk-full.
 */
export async function writeCurrent(file: string, name: string): Promise<void> {
  const value = name === defaultContext ? undefined : name
  const text = await readConfig(file)
  if (text === undefined && value === undefined) return
  let next: string
  try {
    // As docker begins a file of its own.
    next = setMember(text ?? '{\n\t"auths": {}\n}', key, value)
  } catch (error) {
    const message = `${file}: ${error instanceof Error ? error.message : String(error)}`
    throw new FailureError({ kind: 'invalid-input', field: 'config.json', message }, { cause: error })
  }
  if (next === text) return
  try {
    await writeWhole(file, next, { mode: 0o600, folders: 0o700 })
  } catch (error) {
    throw fileError(error, file)
  }
}
