/** What is asked of macOS: read only, by the names under which the checks read the answers. */
import type { Probe } from '../check'

export const macosProbes: Readonly<Record<string, Probe>> = {}
