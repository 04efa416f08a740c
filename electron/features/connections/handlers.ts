import type { connections } from '../../../contract/connections/api'
import type { EngineList } from '../../engine/engines'
import type { Handlers } from '../../ipc/handlers'
import { latest } from '../../platform/latest'
import { bookHandlers, type BookParts } from './book/handlers'
import { promptsHandlers } from './prompts/handlers'
import type { Prompts } from './prompts/prompts'

export interface ConnectionsParts extends BookParts {
  readonly engines: EngineList
  readonly prompts: Prompts
  /** Keeps the choice for the next start. */
  readonly remember: (connection: string) => void
}

export const connectionsHandlers = ({ remember, ...parts }: ConnectionsParts): Handlers<typeof connections> => {
  const { engines } = parts
  return {
    watch: (_request, { signal }) => latest(engines.snapshot, engines.onChange, signal),
    select: async ({ connection }) => {
      engines.select(connection)
      remember(connection)
    },
    retry: async ({ connection }) => engines.retry(connection),
    cancel: async ({ connection }) => engines.cancel(connection),
    discover: async () => engines.discover(),
    ...bookHandlers(parts),
    ...promptsHandlers(parts.prompts)
  }
}
