/** Containers, as the window asks for them: a part each, in a folder of its own. */
import * as v from 'valibot'
import type { containers } from '../../../contract/containers/api'
import type { Engines } from '../../engine/engine'
import type { Handlers } from '../../ipc/handlers'
import type { ChosenFiles } from '../../platform/chosen-files'
import { changesHandlers } from './changes/handlers'
import { eventsHandlers } from './events/handlers'
import { filesHandlers } from './files/handlers'
import { lifecycleHandlers } from './lifecycle/handlers'
import { listHandlers } from './list/handlers'
import { logsHandlers } from './logs/handlers'
import { processesHandlers } from './processes/handlers'
import { createOnly, runContainer } from './run/run-container'
import { runOptionsOf } from './run/run-options'
import { statsHandlers } from './stats/handlers'
import { terminalHandlers } from './terminal/handlers'

export interface ContainersParts {
  readonly engines: Engines
  /** Files of this computer that may be read or written. */
  readonly chosen: ChosenFiles
}

const Whole = v.record(v.string(), v.unknown())

export function containersHandlers(parts: ContainersParts): Handlers<typeof containers> {
  const { engines } = parts
  return {
    inspect: ({ connection, container }, { signal }) =>
      engines.get(connection).get({ path: `/containers/${container.id}/json`, signal }, Whole),
    run: (request, context) => runContainer(engines.get(request.connection), request, context),
    create: (request, context) => createOnly(engines.get(request.connection), request, context),
    runOptions: ({ connection, container }, { signal }) => runOptionsOf(engines.get(connection), container.id, signal),
    ...listHandlers(parts),
    ...lifecycleHandlers(parts),
    ...logsHandlers(parts),
    ...filesHandlers(parts),
    ...terminalHandlers(parts),
    ...changesHandlers(parts),
    ...eventsHandlers(parts),
    ...processesHandlers(parts),
    ...statsHandlers(parts)
  }
}
