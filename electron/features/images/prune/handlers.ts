/** Images that nothing uses, as the window asks for them. */
import type { prune } from '../../../../contract/images/prune/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { prunable, pruneImages } from './prune-images'

export const pruneHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof prune> => ({
  prunable: (request, { signal }) => prunable(engines.get(request.connection), request, signal),
  prune: (request) => pruneImages(engines.get(request.connection), request)
})
