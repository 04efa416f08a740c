/** How an image was made, step by step. */
import * as v from 'valibot'
import { call } from '../../define'
import { OnImage } from '../requests'
import * as commands from './command'

/** One step, as `docker history` has it. */
export const HistoryStep = v.object({
  /** `sha256:…` where the engine still has the image of this step; else undefined (`<missing>`). */
  id: v.optional(v.string()),
  /** Milliseconds since 1970. */
  created: v.number(),
  /** The engine's words: `/bin/sh -c #(nop)  CMD ["sh"]`, `RUN /bin/sh -c apt-get update # buildkit`. */
  createdBy: v.string(),
  comment: v.string(),
  /** Bytes that the step added; 0: it made no layer, or an empty one. */
  size: v.number(),
  tags: v.array(v.string())
})
export type HistoryStep = Readonly<v.InferOutput<typeof HistoryStep>>

export const history = {
  /** The youngest step first, as docker prints them. */
  history: call({ request: OnImage, reply: v.array(HistoryStep), command: commands.history })
}
