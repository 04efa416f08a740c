/** A new volume. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId } from '../../scope'
import { Volume } from '../model'
import * as commands from './command'

const text = v.pipe(v.string(), v.maxLength(4000))
const Pair = v.object({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)), value: text })

export const VolumeOption = v.object({
  ...Pair.entries,
  /** Stands at the value's end, and is kept out of commands and history: they show `$PASSWORD`. */
  secret: v.optional(text)
})
export type VolumeOption = Readonly<v.InferOutput<typeof VolumeOption>>

export const CreateVolumeRequest = v.object({
  connection: ConnectionId,
  /** Empty: the engine makes one up, and the volume is anonymous. */
  name: v.pipe(v.string(), v.trim(), v.maxLength(255)),
  /** Empty: `local`. */
  driver: v.pipe(v.string(), v.trim(), v.maxLength(255)),
  options: v.array(VolumeOption),
  labels: v.array(Pair)
})
export type CreateVolumeRequest = v.InferOutput<typeof CreateVolumeRequest>

export const making = {
  create: call({ request: CreateVolumeRequest, reply: Volume, effect: 'changes', command: commands.create })
}
