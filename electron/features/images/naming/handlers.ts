/** One image under one more name, as the window asks for it. */
import type { naming } from '../../../../contract/images/naming/api'
import { familiarName, familiarText } from '../../../../contract/images/reference'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { readReference } from '../../../engine/pull-image'
import type { Handlers } from '../../../ipc/handlers'
import * as v from 'valibot'
import { pathNameOf } from '../remove'

export const namingHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof naming> => ({
  async tag({ connection, image, target }) {
    const reference = readReference(target)
    if (reference.digest !== undefined)
      throw new FailureError({
        kind: 'invalid-input',
        field: 'target',
        message: 'refusing to create a tag with a digest reference'
      })
    const query = { repo: familiarName(reference), tag: reference.tag ?? 'latest' }
    await engines
      .get(connection)
      .get({ method: 'POST', path: `/images/${pathNameOf(image.reference)}/tag`, query }, v.unknown())
    return { reference: familiarText({ ...reference, tag: query.tag }) }
  }
})
