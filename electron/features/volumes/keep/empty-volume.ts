/** All that a volume holds goes; the volume stays, and its own folder's owner and permissions. */
import type { Kept, KeepProgress } from '../../../../contract/volumes/keep/model'
import type { Engine } from '../../../engine/engine'
import type { TaskContext } from '../../../ipc/handlers'
import { withVolume } from '../helper/volume-browsers'
import { countVolume, pathsIn, removePaths } from './volume-tar'

/** What is gone before it fails or is cancelled stays gone. Throws FailureError. */
export function emptyVolume(
  engine: Engine,
  volume: string,
  { signal, report }: Pick<TaskContext<KeepProgress>, 'signal' | 'report'>
): Promise<Kept> {
  return withVolume(engine, volume, async (browser) => {
    const { bytes: total } = await countVolume(browser, signal)
    const paths = await pathsIn(browser, '/', signal)
    const { files, folders, bytes } = await removePaths(browser, paths, signal, (count) =>
      report({ files: count.files, bytes: count.bytes, total })
    )
    return { files, folders, bytes, leftOut: 0 }
  })
}
