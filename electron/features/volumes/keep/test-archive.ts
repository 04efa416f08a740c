/** Reads an archive back whole: its packing's own sum, the tar's structure, and how much it holds. */
import { openArchive } from './archive-formats'
import { archiveError } from './archive-error'
import { emptyCount, watchTar, type TarCount } from './watch-tar'

/** Throws FailureError: `invalid-input` (path) for one that is not whole. */
export async function testArchive(path: string, signal: AbortSignal): Promise<TarCount> {
  const count = emptyCount()
  try {
    const { tar } = await openArchive(path, { signal, onBytes: () => undefined })
    for await (const _ of watchTar(tar, count, { marked: true })) continue
    return count
  } catch (error) {
    throw archiveError(error, path, signal)
  }
}
