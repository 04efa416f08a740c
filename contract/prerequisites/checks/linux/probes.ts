/** What is asked of Linux: read only, by the names under which the checks read the answers. */
import type { Probe } from '../check'

export const linuxProbes: Readonly<Record<string, Probe>> = {}
