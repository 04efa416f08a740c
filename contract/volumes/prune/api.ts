/** Volumes that no container uses, shown before they go. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId } from '../../scope'
import { RemoveVolumesReplyEntries } from '../removed'
import { Volume, VolumeName } from '../model'
import * as commands from './command'

const PrunableRequest = v.object({
  connection: ConnectionId,
  /** docker's `--all`: named ones too. Engines before 23.0 have no such flag, and always take both. */
  all: v.boolean(),
  /** `key`, or `key=value`: only those that have it. */
  labels: v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000))),
  /** Only those that have none of these. */
  withoutLabels: v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000)))
})
export type PrunableVolumesRequest = v.InferOutput<typeof PrunableRequest>
const PruneRequest = v.object({
  ...PrunableRequest.entries,
  /** Those that were shown: nothing else goes, whatever has come free since. */
  volumes: v.pipe(v.array(VolumeName), v.minLength(1), v.maxLength(100_000))
})
export type PruneVolumesRequest = v.InferOutput<typeof PruneRequest>

const PrunableVolume = v.object({
  ...Volume.entries,
  /** Bytes; absent where the engine could not tell. */
  size: v.optional(v.number())
})
export type PrunableVolume = Readonly<v.InferOutput<typeof PrunableVolume>>

export const prune = {
  /** Exactly those that `docker volume prune` would take now. */
  prunable: call({ request: PrunableRequest, reply: v.array(PrunableVolume) }),
  prune: call({
    request: PruneRequest,
    reply: v.object({ ...RemoveVolumesReplyEntries, /** Bytes that are free now. */ reclaimed: v.number() }),
    effect: 'destroys',
    command: commands.prune
  })
}
