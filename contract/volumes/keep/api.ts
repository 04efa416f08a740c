/** Volumes kept and moved: as archives on this computer, as other volumes, and emptied. */
import * as v from 'valibot'
import { call, stream, task } from '../../define'
import { ConnectionId, Empty, Nothing, Scope } from '../../scope'
import { VolumeOption } from '../making/api'
import { VolumeName } from '../model'
import { OnVolume } from '../requests'
import { BackupState, OnBackup, SetBackupRequest } from './backups'
import * as commands from './command'
import { CompareRequest, CompareStep } from './compare'
import { ArchiveFormat, KeepProgress, Kept, Mended } from './model'

/** A path of this computer, that was chosen in the system's dialog. */
const ChosenPath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
/** A name for a volume that is not there yet: fails with `conflict`, `name-taken`, where it is. */
const NewName = v.pipe(v.string(), v.trim(), v.regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/, 'Not a volume’s name'))

const ExportRequest = v.object({ ...OnVolume.entries, path: ChosenPath, format: ArchiveFormat })
export type ExportRequest = v.InferOutput<typeof ExportRequest>

const ImportRequest = v.object({ connection: ConnectionId, name: NewName, path: ChosenPath })
export type ImportRequest = v.InferOutput<typeof ImportRequest>

const ReplaceRequest = v.object({ ...OnVolume.entries, path: ChosenPath })
export type ReplaceRequest = v.InferOutput<typeof ReplaceRequest>

const CloneRequest = v.object({
  ...OnVolume.entries,
  name: NewName,
  driver: v.pipe(v.string(), v.maxLength(255)),
  options: v.array(VolumeOption)
})
export type CloneRequest = v.InferOutput<typeof CloneRequest>

const SendRequest = v.object({
  ...OnVolume.entries,
  /** The connection that gets it, and what it is called there. */
  target: ConnectionId,
  name: NewName,
  /** The volume here goes once all of it is there: `in-use` where a container has it. */
  remove: v.boolean()
})
export type SendRequest = v.InferOutput<typeof SendRequest>

const Written = v.object({ volume: VolumeName, ...Kept.entries })

export const keep = {
  /** What this computer can write and read beside .tar and .tar.gz. */
  archiveFormats: call({ request: Empty, reply: v.array(ArchiveFormat) }),
  /** Whole or not at all: what stood in the file's place stays where it fails. `stored`: bytes of the archive. */
  exportVolume: task({
    request: ExportRequest,
    subject: ({ volume }) => volume,
    progress: KeepProgress,
    result: v.object({ path: v.string(), stored: v.number(), ...Kept.entries }),
    effect: 'reads',
    command: commands.exportVolume
  }),
  /** A new volume of an archive, plain or packed by gzip or zstd; none is left where it fails. `invalid-input` (path): it is none, or broken. */
  importVolume: task({
    request: ImportRequest,
    subject: ({ name }) => name,
    progress: KeepProgress,
    result: Written,
    command: commands.importVolume,
    steps: commands.importSteps
  }),
  /** An archive in place of all that a volume holds: that stays until the archive is wholly there and found whole, and comes back where it fails. */
  replaceVolume: task({
    request: ReplaceRequest,
    subject: ({ volume }) => volume,
    progress: KeepProgress,
    result: Written,
    effect: 'destroys',
    command: commands.replaceVolume,
    steps: commands.replaceSteps
  }),
  /** The same files in a new volume; none is left where it fails. */
  cloneVolume: task({
    request: CloneRequest,
    subject: ({ name }) => name,
    progress: KeepProgress,
    result: Written,
    command: commands.cloneVolume,
    steps: commands.cloneSteps
  }),
  /** A volume to another engine, streamed through; none is left there where it fails, and here all stays. */
  sendVolume: task({
    request: SendRequest,
    subject: ({ volume }) => volume,
    progress: KeepProgress,
    result: Written,
    command: commands.sendVolume
  }),
  compareVolume: stream({ request: CompareRequest, item: CompareStep, command: commands.compareVolume }),
  /** The whole state, anew whenever it changes. */
  backups: stream({ request: OnVolume, item: BackupState }),
  /** A folder that is not the plan's already was chosen in the system's dialog. */
  setBackup: call({ request: SetBackupRequest, reply: Nothing }),
  /** At once, whatever the plan's time is; fails where there is no plan. */
  backUp: task({
    request: OnVolume,
    subject: ({ volume }) => volume,
    progress: KeepProgress,
    result: v.object({ path: v.string(), stored: v.number(), ...Kept.entries }),
    effect: 'reads'
  }),
  /** From then on its file may be imported, compared and restored as one that was chosen. */
  openBackup: call({ request: OnBackup, reply: Nothing }),
  /** Its file goes. */
  removeBackup: call({ request: OnBackup, reply: Nothing, effect: 'destroys' }),
  /** What replacing left when Escale or the engine ended in the middle of it, and was put in order at the next connect. */
  mended: stream({ request: Scope, item: Mended }),
  /** All that it holds goes; the volume stays. */
  emptyVolume: task({
    request: OnVolume,
    subject: ({ volume }) => volume,
    progress: KeepProgress,
    result: Kept,
    effect: 'destroys',
    command: commands.emptyVolume
  })
}
