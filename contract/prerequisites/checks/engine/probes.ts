/** What is asked of the engine itself: read only, by the names under which the checks read the answers. */
import type { Probe } from '../check'

const fact = (name: string): Probe => ({ kind: 'fact', name })

export const engineProbes = {
  'engine-connection': fact('engine-connection'),
  'engine-version': fact('engine-version'),
  'engine-info': fact('engine-info'),
  'engine-clock': fact('engine-clock'),
  'engine-registry': fact('engine-registry')
} as const satisfies Readonly<Record<string, Probe>>
