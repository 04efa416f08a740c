/** The list of images, narrowed and measured by the engine. */
import * as v from 'valibot'
import type { ImageSize, list } from '../../../../contract/images/list/api'
import { referenceOf } from '../../../../contract/images/model'
import type { Engine, Engines } from '../../../engine/engine'
import { listOf, number } from '../../../engine/schema'
import type { Handlers } from '../../../ipc/handlers'
import { ListedImage, toImages } from '../rows'
import { platformsOf } from './platforms'

const Matched = listOf(ListedImage)
/** -1: not reckoned. */
const Sized = listOf(v.object({ Id: v.string(), Size: number(), SharedSize: number(-1) }))
const DiskUse = v.object({ Images: Sized })

export const listHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof list> => ({
  async matching({ connection, filters }, { signal }) {
    const query = { filters: JSON.stringify(filters) }
    const images = await engines.get(connection).get({ path: '/images/json', query, signal }, Matched)
    return images.flatMap(toImages).map((image) => ({ id: image.id, reference: referenceOf(image) }))
  },
  sizes: ({ connection }, { signal }) => sizesOf(engines.get(connection), signal),
  platforms: ({ connection, ids }, { signal }) => platformsOf(engines.get(connection), ids, signal)
})

/** By the list since API 1.42, by the disk's use before: engines ignore a query that they do not know. */
async function sizesOf(engine: Engine, signal: AbortSignal): Promise<ImageSize[]> {
  const query = { 'shared-size': 1 }
  let images = await engine.get({ path: '/images/json', query, signal, timeLimit: 0 }, Sized)
  if (images.length > 0 && images.every(({ SharedSize }) => SharedSize < 0))
    images = (await engine.get({ path: '/system/df', signal, timeLimit: 0 }, DiskUse)).Images
  return images
    .filter(({ SharedSize }) => SharedSize >= 0)
    .map(({ Id, Size, SharedSize }) => ({ id: Id, shared: SharedSize, unique: Math.max(0, Size - SharedSize) }))
}
