/** What requests about volumes share, and how a command names a volume. */
import * as v from 'valibot'
import type { CommandPart } from '../command/line'
import { ConnectionId } from '../scope'
import { VolumeName } from './model'

export const OnVolume = v.object({ connection: ConnectionId, volume: VolumeName })
export type OnVolume = v.InferOutput<typeof OnVolume>

/** Ties a part of a command to the volume that it names. */
export const refersTo = (name: string): CommandPart['refers'] => ({ kind: 'volume', id: name })
