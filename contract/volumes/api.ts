/** Volumes' operations: a part each, in a folder of its own. */
import * as v from 'valibot'
import { call, stream } from '../define'
import { ConnectionId, Scope } from '../scope'
import * as commands from './command'
import { files } from './files/api'
import { keep } from './keep/api'
import { list } from './list/api'
import { making } from './making/api'
import { VolumeName, VolumesChange } from './model'
import { prune } from './prune/api'
import { RemoveVolumesReplyEntries } from './removed'
import { OnVolume } from './requests'

const RemoveVolumesRequest = v.object({
  connection: ConnectionId,
  volumes: v.pipe(v.array(VolumeName), v.minLength(1), v.maxLength(5000))
})
const RemoveVolumesReply = v.object(RemoveVolumesReplyEntries)
export type RemoveVolumesRequest = v.InferOutput<typeof RemoveVolumesRequest>
export type RemoveVolumesReply = v.InferOutput<typeof RemoveVolumesReply>

/** Those that went make one command; those that were refused one each. */
function outcomes(request: RemoveVolumesRequest, reply: RemoveVolumesReply) {
  const refused = reply.failed.map(({ volume, failure }) => ({ request: { ...request, volumes: [volume] }, failure }))
  const done = request.volumes.filter((name) => reply.removed.includes(name))
  return done.length === 0 ? refused : [{ request: { ...request, volumes: done } }, ...refused]
}

export const volumes = {
  watch: stream({ request: Scope, item: VolumesChange, command: commands.list }),
  /** The engine's own inspect, whole. */
  inspect: call({ request: OnVolume, reply: v.record(v.string(), v.unknown()), command: commands.inspect }),
  remove: call({
    request: RemoveVolumesRequest,
    reply: RemoveVolumesReply,
    effect: 'destroys',
    outcomes,
    command: commands.remove
  }),
  ...files,
  ...keep,
  ...list,
  ...making,
  ...prune
}
