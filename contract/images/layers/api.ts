/** The files of an image's layers, read from the image itself; nothing is run. */
import * as v from 'valibot'
import { call, task } from '../../define'
import { OnImage } from '../requests'
import * as commands from './command'
import { LayerEntry, LayersRead } from './model'

const LayerIndex = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000))
const LayerView = v.object({
  ...OnImage.entries,
  layer: LayerIndex,
  /** All that one would see up to this layer, or only what the layer itself brings. */
  whole: v.boolean()
})
const Path = v.pipe(v.string(), v.maxLength(4096))

const FolderRequest = v.object({ ...LayerView.entries, /** Empty: the root. */ path: Path })
const SearchRequest = v.object({ ...LayerView.entries, text: v.pipe(v.string(), v.minLength(1), v.maxLength(500)) })
const FileRequest = v.object({
  ...OnImage.entries,
  layer: LayerIndex,
  file: Path,
  path: v.pipe(v.string(), v.minLength(1))
})

export const layers = {
  /** Reads the whole image once, as `docker save` writes it, and keeps its index; the calls below need it. */
  readLayers: task({
    request: OnImage,
    progress: v.object({ bytes: v.number(), total: v.optional(v.number()) }),
    result: LayersRead,
    effect: 'reads',
    command: commands.readLayers
  }),
  layerFolder: call({ request: FolderRequest, reply: v.array(LayerEntry) }),
  /** At most 500, shallow ones first. */
  layerSearch: call({ request: SearchRequest, reply: v.object({ entries: v.array(LayerEntry), found: v.number() }) }),
  /** One file of a layer to a file of this computer that was chosen. */
  layerFile: task({
    request: FileRequest,
    progress: v.object({ bytes: v.number() }),
    result: v.object({ path: v.string(), bytes: v.number() }),
    effect: 'reads'
  })
}
