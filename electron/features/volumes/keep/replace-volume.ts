/** An archive in place of all that a volume holds. */
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { Kept, KeepProgress } from '../../../../contract/volumes/keep/model'
import { ownerLabel, ownLabel } from '../../../../contract/own'
import type { Engine } from '../../../engine/engine'
import type { TaskContext } from '../../../ipc/handlers'
import { logWarning } from '../../../platform/log'
import { instance } from '../helper/instance'
import { withVolume } from '../helper/volume-browsers'
import { unpackArchive } from './import-volume'
import { removeVolume } from './new-volume'
import { beginSwap, placesOf, settleSwap, swap } from './swap'
import { keptOf } from './volume-tar'

/** An empty volume of ours says, to every Escale, that this one is being replaced: what is left of it is put in order by mend.ts. */
export const replacesLabel = 'app.escale.replaces'
export const tokenLabel = 'app.escale.token'

export const markOf = (token: string): string => `escale-import-${token}`

/** Those that this Escale works on now. */
export const replacing = new Set<string>()

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
    const token = randomBytes(8).toString('hex')
    const places = placesOf(token)
    const Labels = { [ownLabel]: 'import', [ownerLabel]: instance, [replacesLabel]: volume, [tokenLabel]: token }
    const body = { Name: markOf(token), Driver: 'local', Labels }
    await engine.get({ method: 'POST', path: '/volumes/create', body, timeLimit: 0 }, v.unknown())
    replacing.add(token)
    try {
      await beginSwap(browser, places)
      const count = await unpackArchive(browser, path, places.next, context)
      context.signal.throwIfAborted()
      await swap(browser, places, count)
      await removeVolume(engine, markOf(token))
      return { volume, ...keptOf(count) }
    } catch (error) {
      // Where this fails too, the mark stays, and the next connect finds it.
      await settleSwap(browser, places)
        .then(() => removeVolume(engine, markOf(token)))
        .catch((fault: unknown) => logWarning('A volume could not be put back as it was', fault))
      throw error
    } finally {
      replacing.delete(token)
    }
  })
}
