/** What the list of images asks the engine for beside the list itself. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId, Scope } from '../../scope'
import { ImageRef } from '../model'
import * as commands from './command'
import { imageFilterKeys } from './filters'

const MatchingRequest = v.object({
  connection: ConnectionId,
  /** Docker's own filters: of the values of one key one must fit (of labels all), of the keys every one. */
  filters: v.record(v.picklist(imageFilterKeys), v.array(v.pipe(v.string(), v.maxLength(1000))))
})
const ImageSize = v.object({
  id: v.string(),
  /** Bytes of layers that other images have too. */
  shared: v.number(),
  /** Bytes that would be free without it, in the best case. */
  unique: v.number()
})
export type ImageSize = Readonly<v.InferOutput<typeof ImageSize>>

const PlatformsRequest = v.object({ connection: ConnectionId, ids: v.array(v.string()) })
const ImagePlatform = v.object({
  id: v.string(),
  /** `linux/arm64/v8` */
  platform: v.string(),
  /** The engine's machine runs it only through an emulator. */
  foreign: v.boolean()
})
export type ImagePlatform = Readonly<v.InferOutput<typeof ImagePlatform>>

export const list = {
  /** The rows that the engine's own filters leave: of an image with two tags perhaps only one. */
  matching: call({ request: MatchingRequest, reply: v.array(ImageRef) }),
  /** What images share: the engine adds up layers for it, which takes its time. Empty where it cannot tell. */
  sizes: call({ request: Scope, reply: v.array(ImageSize), command: commands.diskUse }),
  /** What each image was built for; an image that is gone is left out. */
  platforms: call({ request: PlatformsRequest, reply: v.array(ImagePlatform) })
}
