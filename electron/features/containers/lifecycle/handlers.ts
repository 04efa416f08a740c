/** A container's life, as the window asks for it. */
import type { lifecycle } from '../../../../contract/containers/lifecycle/api'
import type { Failure } from '../../../../contract/failure'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { actOnMany } from '../actions'

export function lifecycleHandlers({ engines }: { readonly engines: Engines }): Handlers<typeof lifecycle> {
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
      })
  }
}

/** Somebody else, or `--rm`, is at it: it goes. */
const isBeingRemoved = (failure: Failure): boolean => failure.kind === 'conflict' && failure.reason === 'already'
