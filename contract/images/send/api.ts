/** Images handed from one engine to another: what one saves, the other loads, and nothing lies on a disk between them. */
import * as v from 'valibot'
import { task } from '../../define'
import { ConnectionId } from '../../scope'
import { ImageRef } from '../model'
import * as commands from './command'

const SendRequest = v.object({
  connection: ConnectionId,
  /** By reference, which is then kept, or by id. */
  images: v.pipe(v.array(ImageRef), v.minLength(1), v.maxLength(100)),
  /** The connection that gets them. */
  target: ConnectionId
})
export type SendRequest = v.InferOutput<typeof SendRequest>

export const send = {
  /** Fails with engine-unreachable, its `message` beginning with the side that was lost: `source: …`, `target: …`. */
  send: task({
    request: SendRequest,
    /** Bytes handed over so far. */
    progress: v.object({ bytes: v.number() }),
    result: v.object({ loaded: v.array(v.string()), bytes: v.number() }),
    command: commands.send
  })
}
