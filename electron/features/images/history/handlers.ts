/** How an image was made, as the window asks for it. */
import * as v from 'valibot'
import type { history } from '../../../../contract/images/history/api'
import type { Engines } from '../../../engine/engine'
import { listOf, number, text } from '../../../engine/schema'
import type { Handlers } from '../../../ipc/handlers'
import { pathNameOf } from '../remove'

const Steps = listOf(
  v.object({
    Id: text(),
    /** Seconds since 1970. */
    Created: number(),
    CreatedBy: text(),
    Comment: text(),
    Size: number(),
    Tags: listOf(v.string())
  })
)

export const historyHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof history> => ({
  async history({ connection, image }, { signal }) {
    const path = `/images/${pathNameOf(image.reference)}/history`
    const steps = await engines.get(connection).get({ path, signal }, Steps)
    return steps.map(({ Id, Created, CreatedBy, Comment, Size, Tags }) => ({
      id: Id === '' || Id === '<missing>' ? undefined : Id,
      created: Created * 1_000,
      createdBy: CreatedBy,
      comment: Comment,
      size: Size,
      tags: Tags
    }))
  }
})
