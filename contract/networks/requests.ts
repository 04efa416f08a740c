/** What requests about networks share, and how a command names a network. */
import * as v from 'valibot'
import type { CommandPart } from '../command/line'
import { ConnectionId } from '../scope'
import { NetworkRef } from './model'

export const OnNetwork = v.object({ connection: ConnectionId, network: NetworkRef })
export type OnNetwork = v.InferOutput<typeof OnNetwork>

/** Ties a part of a command to the network that it names. */
export const refersTo = ({ id }: NetworkRef): CommandPart['refers'] => ({ kind: 'network', id })
