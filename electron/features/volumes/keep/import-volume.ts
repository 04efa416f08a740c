/** An archive of this computer as a new volume. */
import type { ImportRequest } from '../../../../contract/volumes/keep/api'
import type { Kept, KeepProgress } from '../../../../contract/volumes/keep/model'
import type { Engine } from '../../../engine/engine'
import type { TaskContext } from '../../../ipc/handlers'
import type { VolumeBrowser } from '../helper/volume-browser'
import { openArchive } from './archive-formats'
import { archiveError } from './archive-error'
import { withNewVolume } from './new-volume'
import { dressTop, keptOf, unpackVolume } from './volume-tar'
import type { TarCount } from './watch-tar'

type Context = Pick<TaskContext<KeepProgress>, 'signal' | 'report'>

/** Into a folder that holds nothing of it yet, checked whole. Throws FailureError: `invalid-input` (path) for what is no whole archive. */
export async function unpackArchive(
  browser: VolumeBrowser,
  path: string,
  folder: string,
  { signal, report }: Context
): Promise<TarCount> {
  let files = 0
  let read = { bytes: 0, total: 0 }
  const say = (): void => report({ files, ...read })
  const onBytes = (progress: typeof read): void => {
    read = progress
    say()
  }
  const { tar, isPacked } = await openArchive(path, { signal, onBytes })
  try {
    return await unpackVolume(browser, tar, {
      signal,
      folder,
      marked: !isPacked,
      onCount: (count) => {
        ;({ files } = count)
        say()
      }
    })
  } catch (error) {
    throw archiveError(error, path, signal)
  } finally {
    tar.destroy()
  }
}

export function importVolume(
  engine: Engine,
  { name, labels = [] }: Pick<ImportRequest, 'name'> & { readonly labels?: Array<{ name: string; value: string }> },
  path: string,
  context: Context
): Promise<Kept & { readonly volume: string }> {
  const { signal } = context
  return withNewVolume(engine, { name, driver: '', options: [], labels }, signal, async (browser) => {
    const count = await unpackArchive(browser, path, '/', context)
    await dressTop(browser, '/', count, signal)
    return { volume: name, ...keptOf(count) }
  })
}
