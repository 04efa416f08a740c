/** The browser of a volume's files. Paths travel as contract/containers/files/path.ts says; the volume's own top is `/`. */
import * as v from 'valibot'
import { FilePath } from '../../containers/files/path'
import { call, stream, task } from '../../define'
import { OnVolume } from '../requests'
import * as commands from './command'
import {
  BrowseState,
  CountStep,
  FileVersion,
  FolderBatch,
  FoundBatch,
  SizesStep,
  TreeProgress,
  Unpacked,
  VolumeContent,
  VolumeFile
} from './model'

const AtPath = v.object({ ...OnVolume.entries, path: FilePath })
export type AtPath = v.InferOutput<typeof AtPath>
/** A name alone, as names travel. */
const FileName = v.pipe(
  v.string(),
  v.regex(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2}){1,765}$/, 'Not a name'),
  v.check((name) => name !== '.' && name !== '..' && !/%00|%2F/.test(name), 'Not a name')
)
const Paths = v.pipe(v.array(v.pipe(FilePath, v.notValue('/'))), v.minLength(1), v.maxLength(5000))
const OnPaths = v.object({ ...OnVolume.entries, paths: Paths })
export type OnPaths = v.InferOutput<typeof OnPaths>

const ReadRequest = v.object({
  ...AtPath.entries,
  /** Where to begin, in bytes. */
  offset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Bytes. */
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32 * 1024 * 1024))
})

const WriteRequest = v.object({
  ...AtPath.entries,
  /** Base64; a text that is edited, 32 MiB at most. */
  data: v.pipe(v.string(), v.maxLength(45 * 1024 * 1024)),
  /**
   * What it stands over: the version that was read; `new` where nothing may stand there; `any` once a person was asked. Else it
   * fails with `conflict`: `already` where something is there, `other` where it was changed or removed meanwhile.
   */
  over: v.union([FileVersion, v.picklist(['new', 'any'])])
})
export type WriteRequest = v.InferOutput<typeof WriteRequest>

const Bits = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0o7777))
const Owner = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_fffe))
const PermissionsRequest = v.object({
  ...OnPaths.entries,
  mode: v.optional(Bits),
  uid: v.optional(Owner),
  gid: v.optional(Owner),
  /** All that is below them too: a file then gets the execute bits only where it has some already (as `chmod X`). Links keep theirs. */
  below: v.boolean()
})
export type PermissionsRequest = v.InferOutput<typeof PermissionsRequest>

const RenameRequest = v.object({ ...AtPath.entries, name: FileName })
export type RenameRequest = v.InferOutput<typeof RenameRequest>

/** What stands there already goes where `overwrite`; else it fails with `conflict`, `already`, and the first such name. */
const Into = { folder: FilePath, overwrite: v.boolean() }
const IntoRequest = v.object({ ...OnPaths.entries, ...Into })
export type IntoRequest = v.InferOutput<typeof IntoRequest>

const ToVolumeRequest = v.object({
  ...IntoRequest.entries,
  /** The volume and, where it is another's, the connection that it goes to. */
  target: OnVolume
})
export type ToVolumeRequest = v.InferOutput<typeof ToVolumeRequest>

const SearchRequest = v.object({
  ...AtPath.entries,
  /** A part of the name, whether its letters are large or small. */
  words: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Entries that are found, at most. */
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))
})
export type SearchRequest = v.InferOutput<typeof SearchRequest>

const SizesRequest = v.object({
  ...AtPath.entries,
  /** Levels below the folder that are named: 1 is what it holds itself. */
  depth: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
  /** Parts of one folder that are named apart; the others are `rest`. */
  top: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200))
})
export type SizesRequest = v.InferOutput<typeof SizesRequest>

/** A path of this computer, that was chosen in the system's dialog. */
const ChosenPath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
const SaveRequest = v.object({ ...AtPath.entries, target: ChosenPath, as: v.picklist(['file', 'tar']) })
export type SaveRequest = v.InferOutput<typeof SaveRequest>
const UnpackRequest = v.object({
  ...OnPaths.entries,
  paths: v.pipe(v.array(FilePath), v.minLength(1), v.maxLength(5000)),
  /** A folder; what is taken becomes something in it, under a name that was free. */
  target: ChosenPath
})
export type UnpackRequest = v.InferOutput<typeof UnpackRequest>
const UploadRequest = v.object({
  ...OnVolume.entries,
  ...Into,
  sources: v.pipe(v.array(ChosenPath), v.minLength(1), v.maxLength(500))
})
export type UploadRequest = v.InferOutput<typeof UploadRequest>

const Written = v.object({ files: v.number(), bytes: v.number() })

const volumeOf = ({ volume }: { readonly volume: string }): string => volume

export const files = {
  /**
   * The browser is open while this is watched: its helper stands ready, and goes when the last one closes it. Whatever else is
   * asked for opens one for itself where none stands. Fails with `not-found` (volume) where the volume is gone.
   */
  browse: stream({ request: OnVolume, item: BrowseState }),
  listFolder: stream({ request: AtPath, item: FolderBatch, command: commands.listFolder }),
  /** Where a path leads, links followed within the volume, and what is there. Fails with `not-found` (file) where they lead out. */
  locateFile: call({ request: AtPath, reply: VolumeFile }),
  readFile: call({ request: ReadRequest, reply: VolumeContent, command: commands.readFile }),
  /** Whole or not at all; what stood there keeps its owner and permissions. Gives what stands there now. */
  writeFile: call({ request: WriteRequest, reply: VolumeFile, effect: 'changes', command: commands.writeFile }),
  /** `conflict`, `already`, where something is there. It belongs to whom its folder belongs to. */
  makeFolder: call({ request: AtPath, reply: VolumeFile, effect: 'changes', command: commands.makeFolder }),
  makeFile: call({ request: AtPath, reply: VolumeFile, effect: 'changes', command: commands.makeFile }),
  renameFile: call({ request: RenameRequest, reply: VolumeFile, effect: 'changes', command: commands.renameFile }),
  moveFiles: call({ request: IntoRequest, reply: v.void(), effect: 'changes', command: commands.moveFiles }),
  copyFiles: task({
    request: IntoRequest,
    progress: TreeProgress,
    result: Written,
    subject: volumeOf,
    command: commands.copyFiles
  }),
  copyToVolume: task({
    request: ToVolumeRequest,
    progress: TreeProgress,
    result: Written,
    subject: ({ target }) => target.volume,
    command: commands.copyToVolume
  }),
  removeFiles: task({
    request: OnPaths,
    progress: TreeProgress,
    result: Written,
    effect: 'destroys',
    subject: volumeOf,
    command: commands.removeFiles
  }),
  setPermissions: task({
    request: PermissionsRequest,
    progress: TreeProgress,
    result: Written,
    subject: volumeOf,
    command: commands.setPermissions,
    steps: commands.permissionsSteps
  }),
  /** What goes where these are deleted. */
  countFiles: stream({ request: OnPaths, item: CountStep, command: commands.countFiles }),
  searchFiles: stream({ request: SearchRequest, item: FoundBatch, command: commands.searchFiles }),
  folderSizes: stream({ request: SizesRequest, item: SizesStep, command: commands.folderSizes }),
  /** One file as it is, links followed, or anything as a tar with owners, permissions and links. */
  saveFile: task({
    request: SaveRequest,
    progress: TreeProgress,
    result: v.object({ path: v.string(), bytes: v.number() }),
    effect: 'reads',
    subject: volumeOf,
    command: commands.saveFile
  }),
  /** Files and folders as such, in a folder of this computer: nothing is written outside it, or over what is there. */
  unpackFiles: task({
    request: UnpackRequest,
    progress: TreeProgress,
    result: Unpacked,
    effect: 'reads',
    subject: volumeOf,
    command: commands.unpackFiles
  }),
  /** Each of them stands there whole or not at all. */
  uploadFiles: task({
    request: UploadRequest,
    progress: TreeProgress,
    result: Written,
    subject: volumeOf,
    command: commands.uploadFiles
  })
}
