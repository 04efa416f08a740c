/** What engines say of a tar that they cannot use: it is the file that is wrong, and nothing of it was kept. */
import { FailureError } from '../../../engine/failure-error'

/**
 * moby `pkg/chrootarchive` (`Error processing tar file(exit status 1): …`), `image/tarexport` (`invalid image JSON`, a path
 * that leads out of the archive: `evalSymlinksInScope`, `is outside of`), Go's `archive/tar`; Podman's `payload does not match`.
 */
const words =
  /error processing tar file|archive\/tar: |unexpected EOF|invalid image JSON|evalSymlinksInScope|is outside of|invalid (?:hardlink|symlink)|payload does not match|invalid manifest|no such file or directory/i

export async function readable<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.kind !== 'engine-error') throw error
    const { message } = error.failure
    if (!words.test(message)) throw error
    throw new FailureError({ kind: 'invalid-input', field: 'path', message }, { cause: error })
  }
}
