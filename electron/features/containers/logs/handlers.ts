/** What containers wrote and write, as the window asks for it. */
import type { logs } from '../../../../contract/containers/logs/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { followLogs } from './follow-logs'

export const logsHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof logs> => ({
  logs: (request, { signal }) => followLogs(engines.get(request.connection), request, signal)
})
