/** What goes wrong with an archive of this computer, as a failure. */
import { FailureError } from '../../../engine/failure-error'
import { fileError } from '../../../platform/save-file'

/** What node:zlib says of bytes that are not what they should be: `Z_DATA_ERROR`, `Z_BUF_ERROR` (cut off), `ZSTD_error_…`. */
export function archiveError(error: unknown, path: string, signal: AbortSignal): unknown {
  if (signal.aborted) return new FailureError({ kind: 'cancelled', message: '' })
  if (error instanceof FailureError || !(error instanceof Error)) return error
  const { code = '' } = error as NodeJS.ErrnoException
  if (/^(Z_|ZSTD_|ERR_ZSTD)/.test(code))
    return new FailureError({ kind: 'invalid-input', field: 'path', message: error.message }, { cause: error })
  return fileError(error, path)
}
