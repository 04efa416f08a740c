/** Networks as the API has them: a mode, and what the container is on each (docker/cli, parseNetworkOpts). */
import { isOwnNetwork } from '../../../../contract/command/network'
import type { RunNetwork, RunOptions } from '../../../../contract/containers/run'
import { compareApi } from '../../../engine/version'
import { mapOf, someOf } from './pairs'
import { invalid } from './refused'

type Endpoint = Readonly<Record<string, unknown>>

export interface NetworkParts {
  readonly mode: string
  /** Of the container's configuration: before 1.44 the engine knows no other. */
  readonly macAddress: string | undefined
  readonly endpoints: Readonly<Record<string, Endpoint>>
  /** To be connected before the start: an engine before 1.44 makes a container on one network only. */
  readonly later: ReadonlyArray<{ readonly name: string; readonly endpoint: Endpoint }>
}

export function networkParts(options: RunOptions, api: string): NetworkParts {
  const { networks, macAddress, links } = options
  const [first, ...others] = networks.map((network) => ({ ...network, name: normalName(network.name) }))
  const hasEach = compareApi(api, '1.44') >= 0
  if (first === undefined) {
    // The mode `default` has no endpoint of its own unless something is said of it.
    const endpoint = macAddress !== '' && hasEach ? { MacAddress: macAddress } : undefined
    return {
      mode: 'default',
      macAddress: hasEach ? undefined : macAddress || undefined,
      endpoints: endpoint === undefined ? {} : { default: endpoint },
      later: []
    }
  }
  check([first, ...others])
  const own = macAddress || first.macAddress
  const endpoint = endpointOf({ ...first, macAddress: hasEach ? own : '' }, isOwnNetwork(first.name) ? links : [])
  const more = others.map((network) => ({ name: network.name, endpoint: endpointOf(network, []) ?? {} }))
  const all = hasEach ? [...more] : []
  return {
    mode: first.name,
    macAddress: hasEach ? undefined : own || undefined,
    endpoints: Object.fromEntries([
      ...(endpoint === undefined && more.length === 0 ? [] : [[first.name, endpoint ?? {}] as const]),
      ...all.map((network) => [network.name, network.endpoint] as const)
    ]),
    later: hasEach ? [] : more
  }
}

/** Windows' own name of the default network is an alias of it everywhere. */
const normalName = (name: string): string => name.trim()

function check(networks: readonly RunNetwork[]): void {
  const names = networks.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw invalid('networks', `network ${JSON.stringify(twice)} is specified multiple times`)
  if (names.some(isOwnNetwork) && !names.every(isOwnNetwork))
    throw invalid('networks', 'conflicting options: cannot attach both user-defined and non-user-defined network-modes')
  const engines = networks.find(({ name, aliases }) => !isOwnNetwork(name) && aliases.length > 0)
  if (engines !== undefined)
    throw invalid('networks', 'network-scoped aliases are only supported for user-defined networks')
}

/** Undefined where nothing is said of it. */
function endpointOf(network: RunNetwork, links: readonly string[]): Endpoint | undefined {
  const { aliases, ip, ip6, linkLocalIps, macAddress, driverOptions } = network
  const addressed = ip !== '' || ip6 !== '' || linkLocalIps.length > 0
  const endpoint = {
    Aliases: someOf(aliases),
    Links: someOf(links),
    DriverOpts: mapOf(driverOptions),
    MacAddress: macAddress || undefined,
    IPAMConfig: addressed
      ? { IPv4Address: ip || undefined, IPv6Address: ip6 || undefined, LinkLocalIPs: someOf(linkLocalIps) }
      : undefined
  }
  return Object.values(endpoint).every((value) => value === undefined) ? undefined : endpoint
}
