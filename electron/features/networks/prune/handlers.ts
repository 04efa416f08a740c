/** Networks that nothing uses, as the window asks for them. */
import type { prune } from '../../../../contract/networks/prune/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { prunableNetworks, pruneNetworks } from './prune-networks'

export const pruneHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof prune> => ({
  prunable: (request, { signal }) => prunableNetworks(engines.get(request.connection), request, signal),
  prune: (request, { signal }) => pruneNetworks(engines.get(request.connection), request, signal)
})
