/** How many windows are tested side by side, each on a display of its own: they would take the focus and the clipboard from each other. */
import { availableParallelism } from 'node:os'
import { hasDisplay } from '../../build/steps/libraries.mjs'

export const windows = hasDisplay() ? 1 : Math.min(2, availableParallelism())
