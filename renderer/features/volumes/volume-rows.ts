/** The rows of the volumes page: each volume with the containers that mount it. */
import type { Container } from '../../../contract/containers/model'
import { isAnonymous, shortName, type Volume } from '../../../contract/volumes/model'

export interface VolumeRow {
  readonly volume: Volume
  /** As it is read: twelve digits of a name that the engine made. */
  readonly shown: string
  readonly anonymous: boolean
  /** The containers that mount it, running ones first, then by name. */
  readonly users: readonly Container[]
}

export const isUp = ({ state }: Pick<Container, 'state'>): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting'

function usersByVolume(containers: readonly Container[]): ReadonlyMap<string, readonly Container[]> {
  const users = new Map<string, Container[]>()
  for (const container of containers)
    for (const name of new Set(container.volumes)) {
      const known = users.get(name)
      if (known === undefined) users.set(name, [container])
      else known.push(container)
    }
  for (const list of users.values())
    list.sort((one, other) => Number(isUp(other)) - Number(isUp(one)) || one.name.localeCompare(other.name))
  return users
}

/** By name, as `docker volume ls` has them; those that nobody named come last. */
export function volumeRows(volumes: readonly Volume[], containers: readonly Container[]): readonly VolumeRow[] {
  const users = usersByVolume(containers)
  return volumes
    .map((volume): VolumeRow => ({
      volume,
      shown: shortName(volume),
      anonymous: isAnonymous(volume),
      users: users.get(volume.name) ?? []
    }))
    .sort(
      (one, other) =>
        Number(one.anonymous) - Number(other.anonymous) || one.volume.name.localeCompare(other.volume.name)
    )
}

/** Each word of the filter is in the name, the driver, or a container that uses it. */
export function matches({ volume, users }: VolumeRow, filter: string): boolean {
  const text = `${volume.name} ${volume.driver} ${users.map(({ name }) => name).join(' ')}`.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
