/** Stopped containers, shown before they go. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId, ContainerRef } from '../../scope'
import { ActionResults, ContainerStateName } from '../model'
import * as commands from './prune-command'

const PruneFilters = v.object({
  /** Only those made before: a time such as `24h`, a date, or Unix seconds, as docker takes it; empty: all. */
  until: v.pipe(v.string(), v.trim(), v.maxLength(100)),
  /** `key`, or `key=value`: only those that have it. */
  labels: v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000))),
  /** Only those that have none of these. */
  withoutLabels: v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000)))
})
export type PruneFilters = Readonly<v.InferOutput<typeof PruneFilters>>
const PrunableRequest = v.object({ connection: ConnectionId, filters: PruneFilters })
const PruneRequest = v.object({
  ...PrunableRequest.entries,
  /** Those that were shown: nothing else goes, whatever has stopped since. */
  containers: v.pipe(v.array(ContainerRef), v.minLength(1), v.maxLength(100_000))
})
export type PrunableRequest = v.InferOutput<typeof PrunableRequest>
export type PruneContainersRequest = v.InferOutput<typeof PruneRequest>

export const PrunableContainer = v.object({
  id: v.string(),
  name: v.string(),
  image: v.string(),
  state: ContainerStateName,
  exitCode: v.optional(v.number()),
  status: v.string(),
  created: v.number(),
  since: v.optional(v.number()),
  /** Bytes that it wrote outside of volumes: what its end frees. */
  size: v.number()
})
export type PrunableContainer = Readonly<v.InferOutput<typeof PrunableContainer>>

export const prune = {
  /** Exactly those that `docker container prune` would take now. */
  prunable: call({ request: PrunableRequest, reply: v.array(PrunableContainer) }),
  prune: call({
    request: PruneRequest,
    reply: v.object({ ...ActionResults.entries, /** Bytes that are free now. */ reclaimed: v.number() }),
    effect: 'destroys',
    command: commands.prune
  })
}
