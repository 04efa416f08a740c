/** Networks' operations: a part each, in a folder of its own. */
import * as v from 'valibot'
import { call, stream } from '../define'
import { ConnectionId, Scope } from '../scope'
import * as commands from './command'
import { joining } from './joining/api'
import { list } from './list/api'
import { making } from './making/api'
import { NetworkRef, NetworksChange } from './model'
import { prune } from './prune/api'
import { RemovedNetworksEntries } from './removed'
import { OnNetwork } from './requests'

const RemoveNetworksRequest = v.object({
  connection: ConnectionId,
  networks: v.pipe(v.array(NetworkRef), v.minLength(1), v.maxLength(5000))
})
const RemoveNetworksReply = v.object(RemovedNetworksEntries)
export type RemoveNetworksRequest = v.InferOutput<typeof RemoveNetworksRequest>
export type RemoveNetworksReply = v.InferOutput<typeof RemoveNetworksReply>

/** Those that went make one command; those that were refused one each. */
function outcomes(request: RemoveNetworksRequest, reply: RemoveNetworksReply) {
  const refused = reply.failed.map(({ id, failure }) => ({
    request: { ...request, networks: request.networks.filter((network) => network.id === id) },
    failure
  }))
  const done = request.networks.filter(({ id }) => reply.removed.includes(id))
  return done.length === 0 ? refused : [{ request: { ...request, networks: done } }, ...refused]
}

export const networks = {
  watch: stream({ request: Scope, item: NetworksChange, command: commands.list }),
  /** The engine's own inspect, whole. */
  inspect: call({ request: OnNetwork, reply: v.record(v.string(), v.unknown()), command: commands.inspect }),
  remove: call({
    request: RemoveNetworksRequest,
    reply: RemoveNetworksReply,
    effect: 'destroys',
    outcomes,
    command: commands.remove
  }),
  ...joining,
  ...list,
  ...making,
  ...prune
}
