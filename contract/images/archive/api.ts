/** Images as files of this computer: saved, loaded, and made from a tar of files. */
import * as v from 'valibot'
import { task } from '../../define'
import { ConnectionId } from '../../scope'
import { ImageRef } from '../model'
import * as commands from './command'

/** A path that was chosen in the system's dialog. */
const ChosenPath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
const Bytes = v.object({
  /** Bytes written or sent so far. */
  bytes: v.number(),
  /** In all, where that is known beforehand. */
  total: v.optional(v.number())
})
const SaveRequest = v.object({
  connection: ConnectionId,
  /** By reference, which is then kept in the file, or by id. */
  images: v.pipe(v.array(ImageRef), v.minLength(1), v.maxLength(100)),
  path: ChosenPath
})
const LoadRequest = v.object({ connection: ConnectionId, path: ChosenPath })
const ImportRequest = v.object({
  connection: ConnectionId,
  /** A tar of a file system, also compressed. */
  path: ChosenPath,
  /** Empty: the image has an id alone. */
  reference: v.pipe(v.string(), v.trim(), v.maxLength(512)),
  message: v.pipe(v.string(), v.maxLength(1000)),
  /** Lines of a Dockerfile: `CMD ["sh"]`, `ENV A=1`. */
  changes: v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000)))
})
export type SaveRequest = v.InferOutput<typeof SaveRequest>
export type LoadRequest = v.InferOutput<typeof LoadRequest>
export type ImportRequest = v.InferOutput<typeof ImportRequest>

export const archive = {
  save: task({
    request: SaveRequest,
    progress: Bytes,
    result: v.object({ path: v.string(), bytes: v.number() }),
    effect: 'reads',
    command: commands.save
  }),
  /** `loaded`: references or ids, as the engine says them. */
  load: task({
    request: LoadRequest,
    progress: Bytes,
    result: v.object({ loaded: v.array(v.string()) }),
    command: commands.load
  }),
  import: task({
    request: ImportRequest,
    progress: Bytes,
    result: v.object({ id: v.string() }),
    command: commands.importTar
  })
}
