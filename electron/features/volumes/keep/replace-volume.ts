/** An archive in place of all that a volume holds. */
import type { Kept, KeepProgress } from '../../../../contract/volumes/keep/model'
import type { Engine } from '../../../engine/engine'
import type { TaskContext } from '../../../ipc/handlers'
import { withVolume } from '../helper/volume-browsers'
import { unpackArchive } from './import-volume'
import { replacesLabel, withMark } from './mark'
import { beginSwap, placesOf, settleSwap, swap } from './swap'
import { keptOf } from './volume-tar'

/** What it held stays until the archive is wholly there, and comes back where it fails. Throws FailureError. */
export function replaceVolume(
  engine: Engine,
  volume: string,
  path: string,
  context: Pick<TaskContext<KeepProgress>, 'signal' | 'report'>
): Promise<Kept & { readonly volume: string }> {
  return withVolume(engine, volume, async (browser) => {
    // Before anything is made for a volume that is not there.
    await browser.way()
    return withMark(
      engine,
      replacesLabel,
      volume,
      async (token) => {
        const places = placesOf(token)
        await beginSwap(browser, places)
        const count = await unpackArchive(browser, path, places.next, context)
        context.signal.throwIfAborted()
        await swap(browser, places, count)
        return { volume, ...keptOf(count) }
      },
      (token) => settleSwap(browser, placesOf(token))
    )
  })
}
