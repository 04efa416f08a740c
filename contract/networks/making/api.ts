/** A new network. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId } from '../../scope'
import { Subnet } from '../model'
import * as commands from './command'

const Pair = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  value: v.pipe(v.string(), v.maxLength(4000))
})

export const CreateNetworkRequest = v.object({
  connection: ConnectionId,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255)),
  /** Empty: `bridge`. */
  driver: v.pipe(v.string(), v.trim(), v.maxLength(255)),
  /** None: the engine chooses one. */
  subnets: v.pipe(v.array(Subnet), v.maxLength(100)),
  ipv6: v.boolean(),
  internal: v.boolean(),
  attachable: v.boolean(),
  options: v.array(Pair),
  labels: v.array(Pair)
})
export type CreateNetworkRequest = v.InferOutput<typeof CreateNetworkRequest>

export const making = {
  create: call({
    request: CreateNetworkRequest,
    reply: v.object({ id: v.string(), /** The engine's own words. */ warning: v.string() }),
    effect: 'changes',
    command: commands.create
  })
}
