/** Containers, as the window asks for them. */
import * as v from 'valibot'
import type { containers } from '../../../contract/containers/api'
import type { ContainersChange } from '../../../contract/containers/model'
import type { Failure } from '../../../contract/failure'
import type { Engine, Engines } from '../../engine/engine'
import type { Handlers } from '../../ipc/handlers'
import { actOnMany } from './actions'
import { attachTo } from './attach'
import { containersMirror } from './containers-mirror'
import { followLogs } from './logs'
import { runContainer } from './run'

const Whole = v.record(v.string(), v.unknown())

export function containersHandlers({ engines }: { readonly engines: Engines }): Handlers<typeof containers> {
  return {
    watch: ({ connection }, { signal }) => watch(engines.get(connection), signal),
    start: ({ connection, containers }) => actOnMany(engines.get(connection), containers, { path: '/start' }),
    stop: ({ connection, containers, timeout }) =>
      actOnMany(engines.get(connection), containers, { path: '/stop', query: { t: timeout } }),
    restart: ({ connection, containers, timeout }) =>
      actOnMany(engines.get(connection), containers, { path: '/restart', query: { t: timeout } }),
    pause: ({ connection, containers }) => actOnMany(engines.get(connection), containers, { path: '/pause' }),
    unpause: ({ connection, containers }) => actOnMany(engines.get(connection), containers, { path: '/unpause' }),
    kill: ({ connection, containers, signal }) =>
      actOnMany(engines.get(connection), containers, { path: '/kill', query: { signal } }),
    remove: ({ connection, containers, force, volumes }) =>
      actOnMany(engines.get(connection), containers, {
        method: 'DELETE',
        path: '',
        query: { force: force ? 1 : 0, v: volumes ? 1 : 0 },
        isFine: isBeingRemoved
      }),
    inspect: ({ connection, container }, { signal }) =>
      engines.get(connection).get({ path: `/containers/${container.id}/json`, signal }, Whole),
    logs: (request, { signal }) => followLogs(engines.get(request.connection), request, signal),
    run: (request, context) => runContainer(engines.get(request.connection), request, context),
    attach: (request, { input, signal }) => attachTo(engines.get(request.connection), request, { input, signal })
  }
}

/** Somebody else, or `--rm`, is at it: it goes. */
const isBeingRemoved = (failure: Failure): boolean => failure.kind === 'conflict' && failure.reason === 'already'

async function* watch(engine: Engine, signal: AbortSignal): AsyncGenerator<ContainersChange, void> {
  for await (const change of containersMirror(engine).watch(signal)) {
    if (change.kind === 'snapshot') yield { kind: 'snapshot', containers: change.values }
    else {
      if (change.removed.length > 0) yield { kind: 'remove', ids: change.removed }
      if (change.upserted.length > 0) yield { kind: 'upsert', containers: change.upserted }
    }
  }
}
