/** Prerequisites, as the window asks for them: a part each, in a folder of its own. */
import type { prerequisites } from '../../../contract/prerequisites/api'
import type { Handlers } from '../../ipc/handlers'
import { checkingHandlers, type CheckingParts } from './checking'
import { installHandlers, type InstallParts } from './install/handlers'

export interface PrerequisitesParts extends CheckingParts {
  readonly install: InstallParts
}

export const prerequisitesHandlers = (parts: PrerequisitesParts): Handlers<typeof prerequisites> => ({
  ...checkingHandlers(parts),
  ...installHandlers(parts.install)
})
