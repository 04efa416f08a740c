import { writeFile } from 'node:fs/promises'
import { scriptOf } from '../../../contract/command/script'
import type { history as contract } from '../../../contract/history/api'
import { FailureError } from '../../engine/failure-error'
import type { History } from '../../history/history'
import type { Handlers } from '../../ipc/handlers'

/** Asks for a place to save a file; undefined when the person thought better of it. */
export type AskSavePath = (suggestion: string) => Promise<string | undefined>

export const historyHandlers = (history: History, askSavePath: AskSavePath): Handlers<typeof contract> => ({
  watch: (_request, { signal }) => history.watch(signal),
  clear: async () => history.clear(),
  script: async () => ({ text: scriptOf(history.entries) }),
  saveScript: async () => {
    const path = await askSavePath('escale.sh')
    if (path === undefined) return {}
    try {
      await writeFile(path, scriptOf(history.entries), { mode: 0o755 })
    } catch (error) {
      throw new FailureError({ kind: 'permission-denied', subject: 'file', message: (error as Error).message })
    }
    return { path }
  }
})
