/** A volume beside another one, or beside an archive of it. */
import * as v from 'valibot'
import { FileKind } from '../../containers/files/model'
import { OnVolume } from '../requests'

/** A path of this computer, that was chosen in the system's dialog, or is a backup's. */
const ChosenPath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))

export const CompareRequest = v.object({
  ...OnVolume.entries,
  /** What came before: `added` is what only the volume has. */
  other: v.variant('kind', [
    v.object({ kind: v.literal('volume'), ...OnVolume.entries }),
    v.object({ kind: v.literal('archive'), path: ChosenPath })
  ]),
  /** Files of one size are told apart by what they hold, which is read whole; else by their time. */
  sums: v.boolean()
})
export type CompareRequest = v.InferOutput<typeof CompareRequest>

export const ComparedFile = v.object({
  kind: FileKind,
  size: v.number(),
  mode: v.number(),
  uid: v.number(),
  gid: v.number(),
  /** Milliseconds since 1970; an archive's in whole seconds. */
  changed: v.number(),
  target: v.optional(v.string()),
  sum: v.optional(v.string())
})
export type ComparedFile = Readonly<v.InferOutput<typeof ComparedFile>>

export const Difference = v.object({
  /** Escaped, as paths travel. */
  path: v.string(),
  change: v.picklist(['added', 'removed', 'changed']),
  /** Of what changed. `time` alone: of the same size, and perhaps the same. */
  what: v.array(v.picklist(['kind', 'content', 'time', 'mode', 'owner'])),
  before: v.optional(ComparedFile),
  after: v.optional(ComparedFile)
})
export type Difference = Readonly<v.InferOutput<typeof Difference>>

export const CompareStep = v.variant('kind', [
  /** Entries that were looked at so far. */
  v.object({ kind: v.literal('comparing'), seen: v.number() }),
  v.object({ kind: v.literal('differences'), differences: v.array(Difference) }),
  /** The end. Not `complete`: there were more differences than were told. */
  v.object({
    kind: v.literal('compared'),
    added: v.number(),
    removed: v.number(),
    changed: v.number(),
    same: v.number(),
    complete: v.boolean()
  })
])
export type CompareStep = v.InferOutput<typeof CompareStep>
