/** Images handed to another engine, as the window asks for it. */
import type { send } from '../../../../contract/images/send/api'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import { sendImages } from './send-images'

export const sendHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof send> => ({
  async send({ connection, images, target }, { signal, report }) {
    if (connection === target)
      throw new FailureError({ kind: 'invalid-input', field: 'target', message: 'The engine has these images already' })
    return sendImages({ source: engines.get(connection), target: engines.get(target), images, signal, report })
  }
})
