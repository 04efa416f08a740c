/** An image sent to its registry. */
import * as v from 'valibot'
import { task } from '../../define'
import { ConnectionId } from '../../scope'
import { PullProgress } from '../model'
import * as commands from './command'

const PushRequest = v.object({
  connection: ConnectionId,
  /** Its registry stands in it: `127.0.0.1:5000/app:1`. Without a tag only `latest` goes. */
  reference: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(512))
})
const PushResult = v.object({
  reference: v.string(),
  /** `sha256:…` of the manifest, where the engine said it. */
  digest: v.optional(v.string()),
  /** Bytes of the manifest. */
  size: v.optional(v.number())
})
export type PushRequest = v.InferOutput<typeof PushRequest>
export type PushResult = v.InferOutput<typeof PushResult>

export const push = {
  push: task({ request: PushRequest, progress: PullProgress, result: PushResult, command: commands.push })
}
