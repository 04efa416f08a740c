/** The rows of the networks page: each network with the containers that are on it. */
import type { Container } from '../../../contract/containers/model'
import { builtInOf, type BuiltIn, type Network, type NetworkRef } from '../../../contract/networks/model'

export interface NetworkRow {
  readonly network: Network
  /** The engine's own, by its name. */
  readonly builtIn: BuiltIn | undefined
  /** As a docker command names it: by its name, or its short id where another one has that name too. */
  readonly called: string
  /** The containers that are on it, or will be once they start: running ones first, then by name. */
  readonly users: readonly Container[]
}

export const isUp = ({ state }: Pick<Container, 'state'>): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting'

export const networkRef = ({ network, called }: NetworkRow): NetworkRef => ({ id: network.id, name: called })

/** What a container has on a network, while it runs. */
export const addressesOn = (container: Container, network: string): readonly string[] =>
  (container.addresses ?? []).flatMap((one) => (one.network === network ? [one.address] : []))

function usersByNetwork(containers: readonly Container[]): ReadonlyMap<string, readonly Container[]> {
  const users = new Map<string, Container[]>()
  for (const container of containers)
    for (const name of container.networks) {
      const known = users.get(name)
      if (known === undefined) users.set(name, [container])
      else known.push(container)
    }
  for (const list of users.values())
    list.sort((one, other) => Number(isUp(other)) - Number(isUp(one)) || one.name.localeCompare(other.name))
  return users
}

/** By name, as `docker network ls` has them; the engine's own come last. */
export function networkRows(networks: readonly Network[], containers: readonly Container[]): readonly NetworkRow[] {
  const users = usersByNetwork(containers)
  const names = new Map<string, number>()
  for (const { name } of networks) names.set(name, (names.get(name) ?? 0) + 1)
  return networks
    .map((network): NetworkRow => ({
      network,
      builtIn: builtInOf(network),
      called: (names.get(network.name) ?? 0) > 1 ? network.id.slice(0, 12) : network.name,
      users: users.get(network.name) ?? []
    }))
    .sort(
      (one, other) =>
        Number(one.builtIn !== undefined) - Number(other.builtIn !== undefined) ||
        one.network.name.localeCompare(other.network.name)
    )
}

export const subnetText = ({ subnets }: Network): string => subnets.map(({ subnet }) => subnet).join(', ')

/** Each word of the filter is in the name, the driver, the id, a subnet, or a container that is on it. */
export function matches({ network, users }: NetworkRow, filter: string): boolean {
  const names = users.map(({ name }) => name).join(' ')
  const text = `${network.name} ${network.driver} ${network.id} ${subnetText(network)} ${names}`.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
