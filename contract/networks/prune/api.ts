/** Networks that no container uses, shown before they go. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId } from '../../scope'
import { Network, NetworkRef } from '../model'
import { RemovedNetworksEntries } from '../removed'
import * as commands from './command'

const PrunableRequest = v.object({
  connection: ConnectionId,
  /** Only those made before: a time such as `24h`, a date, or Unix seconds, as docker takes it; empty: all. */
  until: v.pipe(v.string(), v.trim(), v.maxLength(100)),
  /** `key`, or `key=value`: only those that have it. */
  labels: v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000))),
  /** Only those that have none of these. */
  withoutLabels: v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000)))
})
export type PrunableNetworksRequest = v.InferOutput<typeof PrunableRequest>
const PruneRequest = v.object({
  ...PrunableRequest.entries,
  /** Those that were shown: nothing else goes. */
  networks: v.pipe(v.array(NetworkRef), v.minLength(1), v.maxLength(100_000))
})
export type PruneNetworksRequest = v.InferOutput<typeof PruneRequest>

export const prune = {
  /** Exactly those that `docker network prune` would take now. */
  prunable: call({ request: PrunableRequest, reply: v.array(Network) }),
  prune: call({
    request: PruneRequest,
    reply: v.object(RemovedNetworksEntries),
    effect: 'destroys',
    command: commands.prune
  })
}
