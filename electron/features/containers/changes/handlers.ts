/** What a container changed in its files, as the window asks for it. */
import * as v from 'valibot'
import type { changes } from '../../../../contract/containers/changes/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { packChanges } from './pack-changes'

/** Milliseconds: the engine walks through every file that the container wrote. */
const patience = 10 * 60 * 1_000

export const changesHandlers = ({ engines }: { readonly engines: Engines }): Handlers<typeof changes> => ({
  changes: async ({ connection, container }, { signal }) =>
    packChanges(
      await engines
        .get(connection)
        .get({ path: `/containers/${container.id}/changes`, signal, timeLimit: patience }, v.unknown())
    )
})
