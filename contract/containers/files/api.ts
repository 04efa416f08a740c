/** A container's files, whether it runs or not. Paths travel as path.ts says. */
import * as v from 'valibot'
import { call, stream, task } from '../../define'
import { OnContainer } from '../requests'
import * as commands from './command'
import { FileContent, FilesBatch, FoundFile, Unpacked } from './model'
import { FilePath } from './path'

const AtPath = v.object({ ...OnContainer.entries, path: FilePath })
export type AtPath = v.InferOutput<typeof AtPath>

const ListRequest = v.object({
  ...AtPath.entries,
  /** Whether a program may be run in it to tell: it runs, and is not paused. */
  running: v.boolean()
})
export type ListRequest = v.InferOutput<typeof ListRequest>

const ReadRequest = v.object({
  ...AtPath.entries,
  /** Bytes. */
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32 * 1024 * 1024))
})

/** A path of this computer, that was chosen in the system's dialog. */
const ChosenPath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
const Bytes = v.object({ bytes: v.number(), total: v.optional(v.number()) })

const SaveRequest = v.object({ ...AtPath.entries, target: ChosenPath, as: v.picklist(['file', 'tar']) })
export type SaveFileRequest = v.InferOutput<typeof SaveRequest>

const UnpackRequest = v.object({
  ...OnContainer.entries,
  paths: v.pipe(v.array(FilePath), v.minLength(1), v.maxLength(500)),
  /** A folder; what is taken becomes something in it, under a name that was free. */
  target: ChosenPath
})
export type UnpackRequest = v.InferOutput<typeof UnpackRequest>

const UploadRequest = v.object({
  ...OnContainer.entries,
  /** The folder that it goes to. */
  folder: FilePath,
  sources: v.pipe(v.array(ChosenPath), v.minLength(1), v.maxLength(500)),
  /** Whether what stands there already goes; else the task fails with `conflict`, `already`, and the first such name. */
  overwrite: v.boolean()
})
export type UploadRequest = v.InferOutput<typeof UploadRequest>

export const files = {
  /** What a folder holds, as it is found. */
  files: stream({ request: ListRequest, item: FilesBatch, command: commands.listFiles }),
  /** Where a path leads, and what is there. */
  findFile: call({ request: AtPath, reply: FoundFile }),
  readFile: call({ request: ReadRequest, reply: FileContent, command: commands.copyOut }),
  /** One file as it is, or anything as the tar that the engine makes of it. */
  saveFile: task({
    request: SaveRequest,
    progress: Bytes,
    result: v.object({ path: v.string(), bytes: v.number() }),
    effect: 'reads',
    command: commands.saveFile
  }),
  /** Files and folders as such, in a folder of this computer: nothing is written outside it, or over what is there. */
  unpackFiles: task({
    request: UnpackRequest,
    progress: Bytes,
    result: Unpacked,
    effect: 'reads',
    command: commands.unpackFiles
  }),
  uploadFiles: task({
    request: UploadRequest,
    progress: Bytes,
    result: v.object({ bytes: v.number(), files: v.number() }),
    command: commands.uploadFiles
  })
}
