/** What an engine says of itself, in the order in which it is shown. Its probes are facts: the main process asks the connection. */
import type { Check } from '../check'
import { engineCgroup } from './cgroup'
import { clock } from './clock'
import { reachable } from './reachable'
import { registry } from './registry'
import { storage } from './storage'
import { engineVersion } from './version'
import { warnings } from './warnings'

export const engineChecks: readonly Check[] = [
  reachable,
  engineVersion,
  storage,
  engineCgroup,
  warnings,
  clock,
  registry
]
