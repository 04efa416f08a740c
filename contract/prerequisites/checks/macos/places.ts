/** Where products stand on a Mac. */
import type { Answer } from '../check'

export const knownPlaces = {
  'Docker Desktop': ['/Applications/Docker.app'],
  OrbStack: ['/Applications/OrbStack.app'],
  'Rancher Desktop': ['/Applications/Rancher Desktop.app'],
  'Podman Desktop': ['/Applications/Podman Desktop.app'],
  Colima: ['/opt/homebrew/bin/colima', '/usr/local/bin/colima', '/opt/local/bin/colima'],
  Lima: ['/opt/homebrew/bin/limactl', '/usr/local/bin/limactl'],
  'Docker Toolbox': ['/Applications/Docker/Docker Quickstart Terminal.app'],
  Homebrew: ['/opt/homebrew/bin/brew', '/usr/local/bin/brew'],
  MacPorts: ['/opt/local/bin/port'],
  docker: ['/usr/local/bin/docker', '/opt/homebrew/bin/docker', '/opt/local/bin/docker'],
  Rosetta: ['/Library/Apple/usr/libexec/oah/libRosettaRuntime', '/Library/Apple/usr/share/rosetta/rosetta'],
  HypervisorFramework: ['/System/Library/Frameworks/Hypervisor.framework'],
  VirtualizationFramework: ['/System/Library/Frameworks/Virtualization.framework']
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Place = keyof typeof knownPlaces

/** What brings an engine. */
export const products = [
  'Docker Desktop',
  'OrbStack',
  'Colima',
  'Rancher Desktop',
  'Podman Desktop',
  'Lima',
  'Docker Toolbox'
] as const

/** The frameworks stand on every Mac that has them: an answer without either is none of `ls`. */
const anything = /^\/(Applications|System|Library|opt|usr)\//m

/** The paths that are there; undefined: `ls` did not say. What is missing it says among its errors, and ends with another code. */
export function placesOf(answer: Answer): ((place: Place) => string | undefined) | undefined {
  if (answer.kind !== 'answered') return undefined
  if (!anything.test(answer.text) && !/^ls: /m.test(answer.text)) return undefined
  const lines = new Set(answer.text.split(/\r?\n/).map((line) => line.trim()))
  return (place) => knownPlaces[place].find((path) => lines.has(path))
}
