/** What requests about images share, and how a command names an image. */
import * as v from 'valibot'
import type { CommandPart } from '../command/line'
import { ConnectionId } from '../scope'
import { ImageRef } from './model'

export const OnImage = v.object({ connection: ConnectionId, image: ImageRef })
export type OnImage = v.InferOutput<typeof OnImage>

/** The reference; an image without one goes by the short id that docker shows. */
export const nameOf = ({ reference }: ImageRef): string =>
  /^sha256:[0-9a-f]{64}$/.test(reference) ? reference.slice('sha256:'.length, 'sha256:'.length + 12) : reference
/** Ties a part of a command to the image that it names. */
export const refersTo = ({ id }: ImageRef): CommandPart['refers'] => ({ kind: 'image', id })
