/** The files of an image's layers, as the window asks for them. */
import type { compare } from '../../../../contract/images/compare/api'
import type { layers } from '../../../../contract/images/layers/api'
import type { OnImage } from '../../../../contract/images/requests'
import type { Engine, Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'
import { saveFile } from '../../../platform/save-file'
import { compareFiles } from '../compare/compare-files'
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

export function layersHandlers({ engines, chosen }: Parts): Handlers<typeof layers & typeof compare> {
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
    engine.open({ path: `/images/${pathNameOf(reference)}/get`, bulk: true, signal })

  const readIndex = async (
    { connection, image }: OnImage,
    signal: AbortSignal,
    onBytes: (bytes: number) => void
  ): Promise<LayerIndex> => {
    const known = indexes.get(keyOf(connection, image.id))
    if (known !== undefined) return known
    const stream = await saved(engines.get(connection), image.reference, signal)
    let bytes = 0
    async function* counted(): AsyncGenerator<Buffer, void> {
      for await (const chunk of stream) {
        bytes += chunk.length
        onBytes(bytes)
        yield chunk
      }
    }
    const index = indexLayers(await readArchive(counted()))
    signal.throwIfAborted()
    indexes.set(keyOf(connection, image.id), index)
    for (const key of [...indexes.keys()].slice(0, Math.max(0, indexes.size - kept))) indexes.delete(key)
    return index
  }

  return {
    readLayers: async (request, { signal, report }) =>
      (await readIndex(request, signal, (bytes) => report({ bytes }))).read,
    async compareFiles({ connection, image, other }, { signal, report }) {
      let done = 0
      const before = await readIndex({ connection, image }, signal, (bytes) => report({ bytes: (done = bytes) }))
      const first = done
      const after = await readIndex({ connection, image: other }, signal, (bytes) => report({ bytes: first + bytes }))
      return compareFiles(before.visible, after.visible)
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
