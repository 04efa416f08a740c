/** ssh's questions, as the window sees and answers them. */
import type { prompts as contract } from '../../../../contract/connections/prompts/api'
import type { Handlers } from '../../../ipc/handlers'
import { latest } from '../../../platform/latest'
import type { Prompts } from './prompts'

export const promptsHandlers = (prompts: Prompts): Handlers<typeof contract> => ({
  async *prompts(_request, { signal }) {
    const leave = prompts.look()
    try {
      yield* latest(prompts.pending, prompts.onChange, signal)
    } finally {
      leave()
    }
  },
  answerPrompt: async ({ id, answer }) => prompts.answer(id, answer)
})
