/** Every probe by its name. A name begins with what it asks (`linux-`, `windows-`, `macos-`, `engine-`), so that no two systems share one. */
import type { Probe } from './check'
import { engineProbes } from './engine/probes'
import { linuxProbes } from './linux/probes'
import { macosProbes } from './macos/probes'
import { windowsProbes } from './windows/probes'

export const allProbes: ReadonlyMap<string, Probe> = new Map(
  [linuxProbes, windowsProbes, macosProbes, engineProbes].flatMap((probes) => Object.entries(probes))
)

/** As a person would ask it: for the evidence. */
export function askedOf(probe: Probe | undefined, name: string): string {
  if (probe === undefined) return name
  switch (probe.kind) {
    case 'program':
      return [probe.program, ...probe.words].join(' ')
    case 'file':
      return probe.path
    case 'fact':
      return probe.name
  }
}
