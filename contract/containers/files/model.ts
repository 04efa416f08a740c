/** A file as the browser of files shows it. */
import * as v from 'valibot'

export const FileKind = v.picklist(['file', 'folder', 'link', 'device', 'pipe', 'socket', 'other'])
export type FileKind = v.InferOutput<typeof FileKind>

export const FileEntry = v.object({
  /** Its name alone, as names travel: see path.ts. */
  name: v.string(),
  kind: FileKind,
  /** Bytes. */
  size: v.number(),
  /** The permissions and the set-user, set-group and sticky bits: 0o7777 at most. */
  mode: v.number(),
  uid: v.number(),
  gid: v.number(),
  /** Their names in the container, where it was asked itself. */
  user: v.optional(v.string()),
  group: v.optional(v.string()),
  /** Milliseconds since 1970. */
  changed: v.number(),
  /** Where a link leads, as it is written in it. */
  target: v.optional(v.string())
})
export type FileEntry = Readonly<v.InferOutput<typeof FileEntry>>

export const FilesBatch = v.variant('kind', [
  v.object({ kind: v.literal('entries'), entries: v.array(FileEntry) }),
  /** Bytes of the folder's contents that went by to find its names. */
  v.object({ kind: v.literal('passed'), bytes: v.number() }),
  /**
   * The end. `way`: whether a program in the container told, or the engine's archive. Not `complete`: the folder holds too
   * much for an archive of it to be read to its end.
   */
  v.object({ kind: v.literal('listed'), way: v.picklist(['exec', 'archive']), complete: v.boolean() })
])
export type FilesBatch = v.InferOutput<typeof FilesBatch>

/** What stands at a path, links followed within the container. */
export const FoundFile = v.object({
  path: v.string(),
  kind: FileKind,
  size: v.number(),
  mode: v.number(),
  changed: v.number()
})
export type FoundFile = Readonly<v.InferOutput<typeof FoundFile>>

export const FileContent = v.object({
  ...FoundFile.entries,
  /** The first bytes of it, base64. */
  data: v.string(),
  /** Whether there is more. */
  cut: v.boolean()
})
export type FileContent = Readonly<v.InferOutput<typeof FileContent>>

/** Why something of a container could not be made on this computer. */
export const SkipReason = v.picklist(['device', 'leads-outside', 'name', 'taken', 'refused'])
export type SkipReason = v.InferOutput<typeof SkipReason>

export const Unpacked = v.object({
  /** Where it is now: one path for each that was asked for. */
  paths: v.array(v.string()),
  bytes: v.number(),
  files: v.number(),
  /** How many were left out, by why, and the first of them. */
  skipped: v.array(v.object({ reason: SkipReason, count: v.number(), first: v.array(v.string()) }))
})
export type Unpacked = Readonly<v.InferOutput<typeof Unpacked>>
