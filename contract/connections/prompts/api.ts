import * as v from 'valibot'
import { call, stream } from '../../define'
import { Empty, Nothing } from '../../scope'
import { Prompt } from './model'

export const prompts = {
  /** What waits for a person, the oldest first; the whole list again at each change. */
  prompts: stream({ request: Empty, item: v.array(Prompt) }),
  /** Without `answer` the question is refused, and the connection with it. Nothing of it is kept. */
  answerPrompt: call({
    request: v.object({
      id: v.pipe(v.string(), v.maxLength(64)),
      answer: v.optional(v.pipe(v.string(), v.maxLength(4_096), v.regex(/^[^\r\n\0]*$/, 'One line')))
    }),
    reply: Nothing
  })
}
