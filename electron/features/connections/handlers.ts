import type { connections } from '../../../contract/connections/api'
import type { EngineList } from '../../engine/engines'
import type { Handlers } from '../../ipc/handlers'
import { latest } from '../../platform/latest'

export interface ConnectionsParts {
  readonly engines: EngineList
  /** Keeps the choice for the next start. */
  readonly remember: (connection: string) => void
}

export const connectionsHandlers = ({ engines, remember }: ConnectionsParts): Handlers<typeof connections> => ({
  watch: (_request, { signal }) => latest(engines.snapshot, engines.onChange, signal),
  select: async ({ connection }) => {
    engines.select(connection)
    remember(connection)
  },
  retry: async ({ connection }) => engines.retry(connection),
  discover: async () => engines.discover()
})
