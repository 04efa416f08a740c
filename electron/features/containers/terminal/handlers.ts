/** Terminals in and of containers, as the window asks for them. */
import type { terminal } from '../../../../contract/containers/terminal/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { attachTo } from './attach'

export const terminalHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof terminal> => ({
  attach: (request, { input, signal }) => attachTo(engines.get(request.connection), request, { input, signal })
})
