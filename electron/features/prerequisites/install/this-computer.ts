/** The computer that Escale runs on, as installing sees it. */
import { userInfo, version } from 'node:os'
import type { Surroundings } from '../../../engine/discovery/surroundings'
import type { InstallParts } from './handlers'

export interface ThisComputer {
  readonly surroundings: Surroundings
  /** This person's folder for them. */
  readonly downloads: () => string
  readonly discover: () => void
}

export const thisComputer = ({ surroundings, downloads, discover }: ThisComputer): InstallParts => ({
  system: () => ({
    surroundings,
    user: userName(),
    downloads: downloads(),
    systemVersion: version(),
    arch: process.arch
  }),
  discover
})

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // Somebody whom the system does not know by a name: there is nobody to put into a group.
    return ''
  }
}
