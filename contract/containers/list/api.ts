/** The list of containers, and what it asks the engine for beside it. */
import * as v from 'valibot'
import { call, stream } from '../../define'
import { ConnectionId, Scope } from '../../scope'
import { ContainersChange } from '../model'
import { filterKeys } from './filters'
import { list as listCommand } from './command'

const MatchingRequest = v.object({
  connection: ConnectionId,
  /** Docker's own filters: of the values of one key one must fit (of labels all), of the keys every one. */
  filters: v.record(v.picklist(filterKeys), v.array(v.pipe(v.string(), v.maxLength(1000))))
})
const Size = v.object({
  id: v.string(),
  /** Bytes that the container wrote itself. */
  own: v.number(),
  /** Bytes of its image and its own together. */
  virtual: v.number()
})
export type ContainerSize = Readonly<v.InferOutput<typeof Size>>

export const list = {
  /** One snapshot on connect and reconnect, then upserts and removals. */
  watch: stream({ request: Scope, item: ContainersChange, command: () => listCommand({ all: true }) }),
  /** The ids that the engine's own filters leave, of all containers. */
  matching: call({ request: MatchingRequest, reply: v.object({ ids: v.array(v.string()) }) }),
  /** What each container takes on the disk: the engine adds up files for it, which takes its time. */
  sizes: call({
    request: v.object({ connection: ConnectionId, ids: v.optional(v.array(v.string())) }),
    reply: v.array(Size),
    command: () => listCommand({ all: true, sizes: true })
  })
}
