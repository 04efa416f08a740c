/** Containers put on networks, and taken off them. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId, ContainerRef } from '../../scope'
import { NetworkRef } from '../model'
import * as commands from './command'

const address = v.pipe(v.string(), v.trim(), v.maxLength(100))

const ConnectRequest = v.object({
  connection: ConnectionId,
  network: NetworkRef,
  container: ContainerRef,
  /** Names under which the others on this network find it, beside its own. */
  aliases: v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255))),
  /** Fixed; empty: the next free one. */
  ip: address,
  ip6: address
})
export type ConnectRequest = v.InferOutput<typeof ConnectRequest>

const DisconnectRequest = v.object({
  connection: ConnectionId,
  network: NetworkRef,
  container: ContainerRef,
  /** Also where the engine has lost what it knew of it. */
  force: v.boolean()
})
export type DisconnectRequest = v.InferOutput<typeof DisconnectRequest>

export const joining = {
  connect: call({ request: ConnectRequest, reply: v.void(), effect: 'changes', command: commands.connect }),
  disconnect: call({ request: DisconnectRequest, reply: v.void(), effect: 'changes', command: commands.disconnect })
}
