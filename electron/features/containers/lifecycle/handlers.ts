/** A container's life, as the window asks for it. */
import type { lifecycle } from '../../../../contract/containers/lifecycle/api'
import type { Failure } from '../../../../contract/failure'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'
import { saveFile } from '../../../platform/save-file'
import { actOnMany, send } from '../actions'
import { commitContainer, updateContainers, waitFor } from './care'
import { prunableContainers, pruneContainers } from './prune'
import { recreateContainer } from './recreate'

interface Parts {
  readonly engines: Engines
  readonly chosen: ChosenFiles
}

export function lifecycleHandlers({ engines, chosen }: Parts): Handlers<typeof lifecycle> {
  return {
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
    rename: ({ connection, container, name }) =>
      send(engines.get(connection), { method: 'POST', path: `/containers/${container.id}/rename`, query: { name } }),
    update: (request) => updateContainers(engines.get(request.connection), request),
    wait: (request, { signal }) => waitFor(engines.get(request.connection), request, signal),
    commit: (request) => commitContainer(engines.get(request.connection), request),
    async export({ connection, container, path }, { signal, report }) {
      const target = chosen.check(path)
      const body = await engines
        .get(connection)
        .open({ path: `/containers/${container.id}/export`, bulk: true, signal })
      const bytes = await saveFile(target, body, { signal, onBytes: (count) => report({ bytes: count }) })
      return { path: target, bytes }
    },
    prunable: (request, { signal }) => prunableContainers(engines.get(request.connection), request, signal),
    prune: (request) => pruneContainers(engines.get(request.connection), request),
    recreate: (request, context) => recreateContainer(engines.get(request.connection), request, context)
  }
}

/** Somebody else, or `--rm`, is at it: it goes. */
const isBeingRemoved = (failure: Failure): boolean => failure.kind === 'conflict' && failure.reason === 'already'
