/** A volume's files in a new volume, of the same engine or of another. */
import type { Kept, KeepProgress } from '../../../../contract/volumes/keep/model'
import type { CreateVolumeRequest } from '../../../../contract/volumes/making/api'
import type { Engine } from '../../../engine/engine'
import type { TaskContext } from '../../../ipc/handlers'
import { withVolume } from '../helper/volume-browsers'
import { withNewVolume } from './new-volume'
import { dressTop, keptOf, packVolume, totalOf, unpackVolume } from './volume-tar'

/** Owners, permissions, times and links go along. None is left where it fails. Throws FailureError. */
export function copyVolume(
  source: { readonly engine: Engine; readonly volume: string },
  target: { readonly engine: Engine; readonly volume: Omit<CreateVolumeRequest, 'connection'> },
  { signal, report }: Pick<TaskContext<KeepProgress>, 'signal' | 'report'>
): Promise<Kept & { readonly volume: string }> {
  return withVolume(source.engine, source.volume, async (from) => {
    // Before another volume is made for one that is not there.
    await from.way()
    return withNewVolume(target.engine, target.volume, signal, async (to) => {
      const total = totalOf(from, signal)
      let leftOut = 0
      const tar = packVolume(from, signal, { onLeftOut: (sockets) => (leftOut = sockets) })
      const count = await unpackVolume(to, tar, {
        signal,
        folder: '/',
        marked: true,
        onCount: ({ files, bytes }) =>
          report({ files, bytes, ...(total.bytes === undefined ? {} : { total: total.bytes }) })
      })
      await dressTop(to, '/', count, signal)
      return { volume: target.volume.name, ...keptOf(count), leftOut }
    })
  })
}
