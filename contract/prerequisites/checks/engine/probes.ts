/** What is asked of the engine itself: read only, by the names under which the checks read the answers. */
import type { Probe } from '../check'

export const engineProbes: Readonly<Record<string, Probe>> = {}
