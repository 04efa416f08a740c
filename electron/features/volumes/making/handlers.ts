/** A new volume, as the window asks for it. */
import type { making } from '../../../../contract/volumes/making/api'
import { passwordVariable } from '../../../../contract/volumes/making/command'
import type { Engines } from '../../../engine/engine'
import { redactRequests } from '../../../engine/recorder'
import type { Handlers } from '../../../ipc/handlers'
import { ListedVolume, toVolume } from '../rows'
import { createBody } from './create-body'

export const makingHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof making> => ({
  async create(request, { made }) {
    const engine = engines.get(request.connection)
    const hidden = request.options.map((option) =>
      option.secret === undefined ? option : { ...option, secret: `$${passwordVariable}` }
    )
    const answer = await redactRequests(
      (sent) => ({ ...sent, body: createBody({ ...request, options: hidden }) }),
      () =>
        engine.get({ method: 'POST', path: '/volumes/create', body: createBody(request), timeLimit: 0 }, ListedVolume)
    )
    const volume = toVolume(answer)
    made({ kind: 'volume', id: volume.name, name: volume.name, named: request.name !== '' })
    return volume
  }
})
