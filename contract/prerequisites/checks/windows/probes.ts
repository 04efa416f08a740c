/** What is asked of Windows: read only, by the names under which the checks read the answers. */
import type { Probe } from '../check'

export const windowsProbes: Readonly<Record<string, Probe>> = {}
