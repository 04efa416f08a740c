/** What containers wrote and write, as the window asks for it. */
import type { logs } from '../../../../contract/containers/logs/api'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'
import { openLog, type OpenedLogs } from './open-log'
import { saveLogs } from './save-logs'

interface Parts {
  readonly engines: Engines
  readonly chosen: ChosenFiles
}

export function logsHandlers({ engines, chosen }: Parts): Handlers<typeof logs> {
  const opened: OpenedLogs = new Map()
  return {
    viewLogs: (request, { signal, input }) =>
      openLog(engines.get(request.connection), request, { signal, input, opened }),

    async copyLogs({ view, from, to, timestamps }) {
      const log = opened.get(view)
      if (log === undefined)
        throw new FailureError({ kind: 'not-found', subject: 'other', message: 'This log was closed' })
      return log.copy(from, to, timestamps)
    },
    async saveLogs(request, { signal, report }) {
      const path = chosen.check(request.path)
      const bytes = await saveLogs(engines.get(request.connection), request, path, {
        signal,
        onBytes: (count) => report({ bytes: count })
      })
      return { path, bytes }
    }
  }
}
