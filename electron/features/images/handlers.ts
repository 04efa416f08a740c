/** Images, as the window asks for them. */
import * as v from 'valibot'
import type { images } from '../../../contract/images/api'
import type { ImagesChange } from '../../../contract/images/model'
import type { Engine, Engines } from '../../engine/engine'
import { pullImage } from '../../engine/pull-image'
import type { Handlers } from '../../ipc/handlers'
import type { ChosenFiles } from '../../platform/chosen-files'
import { archiveHandlers } from './archive/handlers'
import { historyHandlers } from './history/handlers'
import { imagesMirror } from './images-mirror'
import { layersHandlers } from './layers/handlers'
import { listHandlers } from './list/handlers'
import { namingHandlers } from './naming/handlers'
import { newerHandlers } from './newer/handlers'
import { pruneHandlers } from './prune/handlers'
import { pushHandlers } from './push/handlers'
import { pathNameOf, removeImages } from './remove'
import { sendHandlers } from './send/handlers'

const Whole = v.record(v.string(), v.unknown())

export interface ImagesParts {
  readonly engines: Engines
  /** Files of this computer that may be read or written. */
  readonly chosen: ChosenFiles
}

export function imagesHandlers(parts: ImagesParts): Handlers<typeof images> {
  const { engines } = parts
  return {
    watch: ({ connection }, { signal }) => watch(engines.get(connection), signal),
    pull: ({ connection, reference, platform, allTags }, { signal, report }) =>
      pullImage(engines.get(connection), reference, { signal, report, platform, allTags }),
    remove: (request) => removeImages(engines.get(request.connection), request),
    inspect: async ({ connection, image }, { signal }) =>
      engines.get(connection).get({ path: `/images/${pathNameOf(image.reference)}/json`, signal }, Whole),
    ...archiveHandlers(parts),
    ...historyHandlers(parts),
    ...layersHandlers(parts),
    ...listHandlers(parts),
    ...namingHandlers(parts),
    ...newerHandlers(parts),
    ...pruneHandlers(parts),
    ...pushHandlers(parts),
    ...sendHandlers(parts)
  }
}

async function* watch(engine: Engine, signal: AbortSignal): AsyncGenerator<ImagesChange, void> {
  for await (const change of imagesMirror(engine).watch(signal)) {
    if (change.kind === 'snapshot') yield { kind: 'snapshot', images: change.values.flat() }
    else {
      const ids = [...change.upserted.map((rows) => rows[0]?.id ?? ''), ...change.removed]
      yield { kind: 'upsert', ids, images: change.upserted.flat() }
    }
  }
}
