/** Shows a path of this computer in the system's file manager; it never opens the file itself, which could run it. */
import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { shell } from 'electron'
import { fileError } from './save-file'
import { FailureError } from '../engine/failure-error'

/** Throws FailureError: invalid-input (not absolute), not-found (file), permission-denied (file). */
export async function showFolder(path: string): Promise<void> {
  if (!isAbsolute(path))
    throw new FailureError({ kind: 'invalid-input', field: 'path', message: 'Not an absolute path' })
  await stat(path).catch((error: unknown) => {
    throw fileError(error, path)
  })
  shell.showItemInFolder(path)
}
