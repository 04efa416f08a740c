/** What the list of volumes asks the engine for beside the list itself. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId, Scope } from '../../scope'
import { OnVolume } from '../requests'
import * as commands from './command'
import { volumeFilterKeys } from './filters'

const MatchingRequest = v.object({
  connection: ConnectionId,
  /** Docker's own filters: of the values of one key one must fit (of labels all), of the keys every one. */
  filters: v.record(v.picklist(volumeFilterKeys), v.array(v.pipe(v.string(), v.maxLength(1000))))
})
const VolumeSize = v.object({
  name: v.string(),
  /** Bytes that it takes on the disk. */
  size: v.number()
})
export type VolumeSize = Readonly<v.InferOutput<typeof VolumeSize>>

const VolumeUse = v.object({
  /** The container's id. */
  container: v.string(),
  /** Where it stands in the container. */
  path: v.string(),
  readOnly: v.boolean()
})
export type VolumeUse = Readonly<v.InferOutput<typeof VolumeUse>>

export const list = {
  /** Names of those that the engine's own filters leave. */
  matching: call({ request: MatchingRequest, reply: v.array(v.string()) }),
  /** What each takes: the engine reads through all their files for it. Those of other drivers are left out. */
  sizes: call({ request: Scope, reply: v.array(VolumeSize), command: commands.diskUse }),
  /** Where containers, running or not, mount it. */
  uses: call({ request: OnVolume, reply: v.array(VolumeUse), command: commands.containersWith })
}
