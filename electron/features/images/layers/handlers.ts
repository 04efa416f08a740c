/** The files of an image's layers, as the window asks for them. */
import type { layers } from '../../../../contract/images/layers/api'
import type { Engine, Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'
import { saveFile } from '../../../platform/save-file'
import { pathNameOf } from '../remove'
import { fileOf, readArchive } from './image-archive'
import { cleanPath } from './layer-files'
import { indexLayers, type LayerIndex } from './layer-index'

/** How many images' indexes are kept: one that is looked at, and one to compare it with. */
const kept = 2

interface Parts {
  readonly engines: Engines
  readonly chosen: ChosenFiles
}

export function layersHandlers({ engines, chosen }: Parts): Handlers<typeof layers> {
  /** By connection and image, the one used last at the end. */
  const indexes = new Map<string, LayerIndex>()
  const keyOf = (connection: string, id: string): string => `${connection} ${id}`
  const indexOf = (connection: string, id: string): LayerIndex => {
    const key = keyOf(connection, id)
    const index = indexes.get(key)
    if (index === undefined)
      throw new FailureError({
        kind: 'conflict',
        reason: 'other',
        message: 'The layers of this image are not read yet'
      })
    indexes.delete(key)
    indexes.set(key, index)
    return index
  }
  const saved = (engine: Engine, reference: string, signal: AbortSignal): Promise<AsyncIterable<Buffer>> =>
    engine.open({ path: `/images/${pathNameOf(reference)}/get`, signal })

  return {
    async readLayers({ connection, image }, { signal, report }) {
      const known = indexes.get(keyOf(connection, image.id))
      if (known !== undefined) return known.read
      const stream = await saved(engines.get(connection), image.reference, signal)
      let bytes = 0
      async function* counted(): AsyncGenerator<Buffer, void> {
        for await (const chunk of stream) {
          bytes += chunk.length
          report({ bytes })
          yield chunk
        }
      }
      const index = indexLayers(await readArchive(counted()))
      signal.throwIfAborted()
      indexes.set(keyOf(connection, image.id), index)
      for (const key of [...indexes.keys()].slice(0, Math.max(0, indexes.size - kept))) indexes.delete(key)
      return index.read
    },
    layerFolder: async ({ connection, image, layer, whole, path }) =>
      indexOf(connection, image.id).folder(layer, whole, path),
    layerSearch: async ({ connection, image, layer, whole, text }) =>
      indexOf(connection, image.id).search(layer, whole, text),
    async layerFile({ connection, image, layer, file, path }, { signal, report }) {
      const target = chosen.check(path)
      const name = indexOf(connection, image.id).nameOf(layer)
      if (name === undefined)
        throw new FailureError({ kind: 'not-found', subject: 'file', message: 'The image has no such layer' })
      const stream = await saved(engines.get(connection), image.reference, signal)
      const body = fileOf(stream, name, (raw) => cleanPath(raw) === file)
      const bytes = await saveFile(target, body, { signal, onBytes: (count) => report({ bytes: count }) })
      return { path: target, bytes }
    }
  }
}
