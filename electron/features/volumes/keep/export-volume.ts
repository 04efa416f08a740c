/** A volume as an archive on this computer. */
import { Readable } from 'node:stream'
import type { ExportRequest } from '../../../../contract/volumes/keep/api'
import type { Kept, KeepProgress } from '../../../../contract/volumes/keep/model'
import type { Engine } from '../../../engine/engine'
import type { TaskContext } from '../../../ipc/handlers'
import { saveFile } from '../../../platform/save-file'
import { withVolume } from '../helper/volume-browsers'
import { checkFormat, packed } from './archive-formats'
import { keptOf, packVolume, totalOf } from './volume-tar'
import { emptyCount, watchTar } from './watch-tar'

/** Whole or not at all; `stored`: bytes of the archive. Throws FailureError. */
export function exportVolume(
  engine: Engine,
  { volume, format }: Pick<ExportRequest, 'volume' | 'format'>,
  target: string,
  { signal, report }: Pick<TaskContext<KeepProgress>, 'signal' | 'report'>
): Promise<Kept & { readonly path: string; readonly stored: number }> {
  return withVolume(engine, volume, async (browser) => {
    await checkFormat(format)
    const total = totalOf(browser, signal)
    const count = emptyCount()
    let leftOut = 0
    const tar = packVolume(browser, signal, {
      onCount: ({ files, bytes }) =>
        report({ files, bytes, ...(total.bytes === undefined ? {} : { total: total.bytes }) }),
      onLeftOut: (sockets) => (leftOut = sockets)
    })
    const watched = Readable.from(watchTar(tar, count, { marked: true }), { objectMode: false })
    const stored = await saveFile(target, packed(watched, format), { signal })
    return { path: target, stored, ...keptOf(count), leftOut }
  })
}
