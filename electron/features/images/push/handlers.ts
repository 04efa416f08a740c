/** An image sent to its registry, as the window asks for it. */
import type { push } from '../../../../contract/images/push/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { pushImage } from './push-image'

export const pushHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof push> => ({
  push: ({ connection, reference }, context) => pushImage(engines.get(connection), reference, context)
})
