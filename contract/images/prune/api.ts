/** Images that nothing uses, shown before they go. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId } from '../../scope'
import { Image, RemovedImage } from '../model'
import * as commands from './command'

const PruneRequest = v.object({
  connection: ConnectionId,
  /** Also those that have a name and no container; else only those that a newer build or pull has left without one. */
  all: v.boolean(),
  /** Only older ones: a time such as `24h`, or a date, as docker takes it; empty: whatever their age. */
  until: v.pipe(v.string(), v.trim(), v.maxLength(100))
})
export type PruneRequest = v.InferOutput<typeof PruneRequest>

/** One name that would go, or an image that has none. */
const PrunableImage = v.object({
  ...Image.entries,
  /** A container uses it, or it has other names that stay: nothing is freed. */
  stays: v.boolean()
})
export type PrunableImage = Readonly<v.InferOutput<typeof PrunableImage>>

const PruneReply = v.object({
  removed: v.array(RemovedImage),
  /** Bytes that are free now. */
  reclaimed: v.number()
})
export type PruneReply = v.InferOutput<typeof PruneReply>

export const prune = {
  /** What would go. Sizes are with layers that others may share: what is freed can be less. */
  prunable: call({ request: PruneRequest, reply: v.array(PrunableImage) }),
  prune: call({ request: PruneRequest, reply: PruneReply, effect: 'destroys', command: commands.prune })
}
