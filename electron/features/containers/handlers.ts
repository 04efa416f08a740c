/** Containers, as the window asks for them: a part each, in a folder of its own. */
import * as v from 'valibot'
import type { containers } from '../../../contract/containers/api'
import type { ContainersChange } from '../../../contract/containers/model'
import type { Engine, Engines } from '../../engine/engine'
import type { Handlers } from '../../ipc/handlers'
import type { ChosenFiles } from '../../platform/chosen-files'
import { containersMirror } from './containers-mirror'
import { lifecycleHandlers } from './lifecycle/handlers'
import { logsHandlers } from './logs/handlers'
import { runContainer } from './run/run-container'
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
    watch: ({ connection }, { signal }) => watch(engines.get(connection), signal),
    inspect: ({ connection, container }, { signal }) =>
      engines.get(connection).get({ path: `/containers/${container.id}/json`, signal }, Whole),
    run: (request, context) => runContainer(engines.get(request.connection), request, context),
    ...lifecycleHandlers(parts),
    ...logsHandlers(parts),
    ...terminalHandlers(parts)
  }
}

async function* watch(engine: Engine, signal: AbortSignal): AsyncGenerator<ContainersChange, void> {
  for await (const change of containersMirror(engine).watch(signal)) {
    if (change.kind === 'snapshot') yield { kind: 'snapshot', containers: change.values }
    else {
      if (change.removed.length > 0) yield { kind: 'remove', ids: change.removed }
      if (change.upserted.length > 0) yield { kind: 'upsert', containers: change.upserted }
    }
  }
}
