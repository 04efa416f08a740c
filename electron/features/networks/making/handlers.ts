/** A new network, as the window asks for it. */
import * as v from 'valibot'
import type { making } from '../../../../contract/networks/making/api'
import type { Engines } from '../../../engine/engine'
import { text } from '../../../engine/schema'
import type { Handlers } from '../../../ipc/handlers'
import { createBody } from './create-body'

const Created = v.object({ Id: v.string(), Warning: text() })

export const makingHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof making> => ({
  async create(request) {
    const made = await engines
      .get(request.connection)
      .get({ method: 'POST', path: '/networks/create', body: createBody(request), timeLimit: 0 }, Created)
    return { id: made.Id, warning: made.Warning }
  }
})
