/** Networks, as the window asks for them. */
import * as v from 'valibot'
import type { networks } from '../../../contract/networks/api'
import type { NetworksChange } from '../../../contract/networks/model'
import type { Engine, Engines } from '../../engine/engine'
import type { Handlers } from '../../ipc/handlers'
import { joiningHandlers } from './joining/handlers'
import { listHandlers } from './list/handlers'
import { makingHandlers } from './making/handlers'
import { networksMirror } from './networks-mirror'
import { pruneHandlers } from './prune/handlers'
import { removeNetworks } from './remove'

const Whole = v.record(v.string(), v.unknown())

export interface NetworksParts {
  readonly engines: Engines
}

export function networksHandlers(parts: NetworksParts): Handlers<typeof networks> {
  const { engines } = parts
  return {
    watch: ({ connection }, { signal }) => watch(engines.get(connection), signal),
    inspect: ({ connection, network }, { signal }) =>
      engines.get(connection).get({ path: `/networks/${network.id}`, signal }, Whole),
    remove: (request) => removeNetworks(engines.get(request.connection), request.networks),
    ...joiningHandlers(parts),
    ...listHandlers(parts),
    ...makingHandlers(parts),
    ...pruneHandlers(parts)
  }
}

async function* watch(engine: Engine, signal: AbortSignal): AsyncGenerator<NetworksChange, void> {
  for await (const change of networksMirror(engine).watch(signal)) {
    if (change.kind === 'snapshot') yield { kind: 'snapshot', networks: change.values }
    else {
      if (change.upserted.length > 0) yield { kind: 'upsert', networks: change.upserted }
      if (change.removed.length > 0) yield { kind: 'remove', ids: change.removed }
    }
  }
}
