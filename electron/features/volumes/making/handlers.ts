/** A new volume, as the window asks for it. */
import type { making } from '../../../../contract/volumes/making/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { ListedVolume, toVolume } from '../rows'
import { createBody } from './create-body'

export const makingHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof making> => ({
  async create(request) {
    const body = createBody(request)
    const made = await engines
      .get(request.connection)
      .get({ method: 'POST', path: '/volumes/create', body, timeLimit: 0 }, ListedVolume)
    return toVolume(made)
  }
})
