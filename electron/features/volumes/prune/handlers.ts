/** Volumes that nothing uses, as the window asks for them. */
import type { prune } from '../../../../contract/volumes/prune/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { prunableVolumes, pruneVolumes } from './prune-volumes'

export const pruneHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof prune> => ({
  prunable: (request, { signal }) => prunableVolumes(engines.get(request.connection), request, signal),
  prune: (request, { signal }) => pruneVolumes(engines.get(request.connection), request, signal)
})
