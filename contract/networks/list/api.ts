/** What the list of networks asks the engine for beside the list itself. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId, Scope } from '../../scope'
import { networkFilterKeys } from './filters'

const MatchingRequest = v.object({
  connection: ConnectionId,
  /** Docker's own filters: of the values of one key one must fit (of labels all), of the keys every one. */
  filters: v.record(v.picklist(networkFilterKeys), v.array(v.pipe(v.string(), v.maxLength(1000))))
})
const NetworkDrivers = v.object({
  /** Those that the engine names; empty where it does not say. */
  drivers: v.array(v.string()),
  /** `manager` makes overlay networks; `worker` and `off` do not. */
  swarm: v.picklist(['off', 'worker', 'manager'])
})
export type NetworkDrivers = Readonly<v.InferOutput<typeof NetworkDrivers>>

export const list = {
  /** Ids of those that the engine's own filters leave. */
  matching: call({ request: MatchingRequest, reply: v.array(v.string()) }),
  /** What networks can be made of here. */
  drivers: call({ request: Scope, reply: NetworkDrivers })
}
