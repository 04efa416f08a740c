import * as v from 'valibot'
import { call, stream, task } from '../define'
import { Failure } from '../failure'
import { ConnectionId, Scope } from '../scope'
import { archive } from './archive/api'
import * as commands from './command'
import { compare } from './compare/api'
import { history } from './history/api'
import { layers } from './layers/api'
import { list } from './list/api'
import { ImageRef, ImagesChange, PullProgress, PullResult, RemovedImage } from './model'
import { naming } from './naming/api'
import { newer } from './newer/api'
import { prune } from './prune/api'
import { push } from './push/api'
import { send } from './send/api'

const PullRequest = v.object({
  connection: ConnectionId,
  /** As a person types it: `hello-world`, `ghcr.io/owner/app:1.2`, `busybox@sha256:…`. */
  reference: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(512)),
  /** `linux/arm64`; else the engine's own. */
  platform: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^[a-z0-9_]+(\/[a-z0-9_.]+){0,2}$/i), v.maxLength(60))),
  /** Every tag of the repository: the reference then has none. */
  allTags: v.optional(v.boolean())
})
const RemoveImagesRequest = v.object({
  connection: ConnectionId,
  /** By reference where they have one (docker untags, and deletes with the last), else by id. */
  images: v.pipe(v.array(ImageRef), v.minLength(1), v.maxLength(5000)),
  force: v.boolean()
})
const RemoveImagesReply = v.object({
  removed: v.array(RemovedImage),
  failed: v.array(v.object({ image: ImageRef, failure: Failure }))
})
export type PullRequest = v.InferOutput<typeof PullRequest>
export type RemoveImagesRequest = v.InferOutput<typeof RemoveImagesRequest>
export type RemoveImagesReply = v.InferOutput<typeof RemoveImagesReply>

/** Those that went make one command; those that were refused one each. */
function outcomes(request: RemoveImagesRequest, reply: RemoveImagesReply) {
  const refused = reply.failed.map(({ image, failure }) => ({ request: { ...request, images: [image] }, failure }))
  const references = new Set(reply.failed.map(({ image }) => image.reference))
  const done = request.images.filter(({ reference }) => !references.has(reference))
  return done.length === 0 ? refused : [{ request: { ...request, images: done } }, ...refused]
}

/** Images' operations: a part each, in a folder of its own. */
export const images = {
  watch: stream({ request: Scope, item: ImagesChange, command: commands.list }),
  pull: task({ request: PullRequest, progress: PullProgress, result: PullResult, command: commands.pull }),
  remove: call({
    request: RemoveImagesRequest,
    reply: RemoveImagesReply,
    effect: 'destroys',
    outcomes,
    command: commands.remove
  }),
  inspect: call({
    request: v.object({ connection: ConnectionId, image: ImageRef }),
    reply: v.record(v.string(), v.unknown()),
    command: commands.inspect
  }),
  ...archive,
  ...compare,
  ...history,
  ...layers,
  ...list,
  ...naming,
  ...newer,
  ...prune,
  ...push,
  ...send
}
