/** A volume's files as its browser shows them: a row is one of a container's files, and paths travel as theirs do. */
import * as v from 'valibot'
import { FileContent, FileEntry, FileKind, Unpacked } from '../../containers/files/model'

/** How a volume is reached: by the helper program that runs beside it, or, where that cannot run, by the engine's archives. */
export const BrowseWay = v.picklist(['helper', 'archive'])
export type BrowseWay = v.InferOutput<typeof BrowseWay>

/** What can be done. What cannot is greyed out; `why` of the opened browser says why. */
export const BrowseAbility = v.picklist([
  /** Text saved whole or not at all, and never over what somebody else has written meanwhile. */
  'save-text',
  'upload',
  'make-folder',
  'make-file',
  'rename',
  'move',
  'copy',
  'remove',
  'permissions',
  'search',
  /** Counts before deleting, folder sizes, the treemap. */
  'sizes'
])
export type BrowseAbility = v.InferOutput<typeof BrowseAbility>

/** Why something cannot be done. */
export const BrowseLimit = v.picklist([
  /** The engine runs programs of another processor. */
  'architecture',
  /** Containers of Windows. */
  'windows',
  /** The engine would not make or start the helper; `message` has its words. */
  'refused',
  /** The volume itself takes no changes: its driver mounts it read-only. */
  'read-only'
])
export type BrowseLimit = v.InferOutput<typeof BrowseLimit>

export const BrowseState = v.variant('kind', [
  v.object({ kind: v.literal('opening') }),
  v.object({
    kind: v.literal('opened'),
    way: BrowseWay,
    can: v.array(BrowseAbility),
    why: v.optional(BrowseLimit),
    /** The engine's words where it refused; empty else. */
    message: v.string(),
    /** Bytes of the file system that the volume stands on; undefined where that is not told. */
    space: v.optional(v.object({ total: v.number(), free: v.number() }))
  }),
  /** The helper ended on its own: the next thing asked for opens another, and `opened` follows. */
  v.object({ kind: v.literal('lost'), message: v.string() })
])
export type BrowseState = Readonly<v.InferOutput<typeof BrowseState>>

export const FolderBatch = v.variant('kind', [
  /** Entries as text, for a folder of a hundred thousand: `readRows` of rows.ts makes FileEntry of it. */
  v.object({ kind: v.literal('rows'), rows: v.string() }),
  /** Bytes of the folder's contents that went by to find its names: the archive way alone. */
  v.object({ kind: v.literal('passed'), bytes: v.number() }),
  /** The end. Not `complete`: the folder holds too much for an archive of it to be read to its end. */
  v.object({ kind: v.literal('listed'), way: BrowseWay, complete: v.boolean() })
])
export type FolderBatch = v.InferOutput<typeof FolderBatch>

/** A state of a file: `writeFile` that is given it refuses to write over any other. */
export const FileVersion = v.pipe(v.string(), v.regex(/^-?\d+\.\d+\.\d+$/))

export const VolumeFile = v.object({ ...FileEntry.entries, path: v.string(), version: FileVersion })
export type VolumeFile = Readonly<v.InferOutput<typeof VolumeFile>>

export const VolumeContent = v.object({
  ...FileContent.entries,
  uid: v.number(),
  gid: v.number(),
  version: FileVersion
})
export type VolumeContent = Readonly<v.InferOutput<typeof VolumeContent>>

/** What a tree holds, itself included; a file with several names counts once. */
export const TreeCount = v.object({
  files: v.number(),
  folders: v.number(),
  /** As they are read. */
  bytes: v.number(),
  /** On the disk. */
  stored: v.number()
})
export type TreeCount = Readonly<v.InferOutput<typeof TreeCount>>

export const CountStep = v.variant('kind', [
  v.object({ kind: v.literal('counting'), ...TreeCount.entries }),
  v.object({ kind: v.literal('counted'), ...TreeCount.entries })
])
export type CountStep = v.InferOutput<typeof CountStep>

export const FoundBatch = v.variant('kind', [
  /** As `rows` of a folder; each name is the path below the folder that was searched. */
  v.object({ kind: v.literal('rows'), rows: v.string() }),
  /** Entries that were looked at so far. */
  v.object({ kind: v.literal('searching'), seen: v.number() }),
  /** The end. Not `complete`: there were more than `limit`, or folders that could not be opened. */
  v.object({ kind: v.literal('searched'), seen: v.number(), found: v.number(), complete: v.boolean() })
])
export type FoundBatch = v.InferOutput<typeof FoundBatch>

/** A part of a folder by its size. `rest`: all that is too small to be named apart, together; it has no name. */
export interface SizeNode extends TreeCount {
  readonly name: string
  readonly kind: FileKind | 'rest'
  /** The largest first; those of folders down to the depth that was asked for. */
  readonly children: readonly SizeNode[]
}
export const SizeNode: v.GenericSchema<SizeNode> = v.object({
  ...TreeCount.entries,
  name: v.string(),
  kind: v.union([FileKind, v.literal('rest')]),
  children: v.array(v.lazy(() => SizeNode))
})

export const SizesStep = v.variant('kind', [
  v.object({ kind: v.literal('counting'), ...TreeCount.entries }),
  /** The end. Not `complete`: some folders could not be opened. */
  v.object({ kind: v.literal('weighed'), root: SizeNode, complete: v.boolean() })
])
export type SizesStep = v.InferOutput<typeof SizesStep>

/** How far work on a tree is. */
export const TreeProgress = v.object({ files: v.number(), bytes: v.number(), total: v.optional(v.number()) })
export type TreeProgress = Readonly<v.InferOutput<typeof TreeProgress>>

export { Unpacked }
