/** The words after `docker network` as what the window can do; what it cannot hold is named, never dropped silently. */
import type { GivenFlag } from '../command/flags'
import { extra, filtersOf, isOn, lastOf, pairOf, readObjectWords, unheld, valuesOf } from '../command/object-words'
import type { CommandProblem } from '../command/problem'
import { flags, type FlagTable } from '../command/run-flags'
import type { Word } from '../command/tokenize'
import { holds, readAddress, readBlock, within } from './addresses'
import { isNetworkFilterKey, type NetworkFilter } from './list/filters'
import type { CreateNetworkRequest } from './making/api'
import type { Subnet } from './model'
import type { PrunableNetworksRequest } from './prune/api'

export type NetworkAction =
  | { readonly action: 'create'; readonly request: Omit<CreateNetworkRequest, 'connection'> }
  | { readonly action: 'ls'; readonly filters: readonly NetworkFilter[] }
  | { readonly action: 'inspect' | 'rm'; readonly names: readonly string[] }
  | {
      readonly action: 'connect'
      readonly network: string
      readonly container: string
      readonly aliases: readonly string[]
      readonly ip: string
      readonly ip6: string
    }
  | { readonly action: 'disconnect'; readonly network: string; readonly container: string }
  | { readonly action: 'prune'; readonly request: Omit<PrunableNetworksRequest, 'connection'> }
export type NetworkParsed = NetworkAction & { readonly problems: readonly CommandProblem[] }

const tables = {
  create: [
    ...flags(true, 'd|driver o|opt label subnet ip-range gateway aux-address ipam-driver ipam-opt scope config-from'),
    ...flags(false, 'internal attachable ipv6 ipv4 ingress config-only')
  ],
  ls: [...flags(true, 'f|filter format'), ...flags(false, 'q|quiet no-trunc')],
  inspect: [...flags(true, 'f|format'), ...flags(false, 'v|verbose')],
  rm: flags(false, 'f|force'),
  connect: flags(true, 'alias ip ip6 link link-local-ip driver-opt gw-priority'),
  disconnect: flags(false, 'f|force'),
  prune: [...flags(true, 'filter'), ...flags(false, 'f|force')]
} as const satisfies Record<NetworkAction['action'], FlagTable>

/** Undefined for what `docker network` does that the window does not. */
export function parseNetworkCommand(words: readonly Word[]): NetworkParsed | undefined {
  const read = readObjectWords(words, 'network', tables)
  if (read === undefined) return undefined
  const { action, given, names, problems } = read
  const [network = '', container = ''] = names
  switch (action) {
    case 'create':
      return create(given, names, problems)
    case 'ls': {
      const filters = valuesOf(given, 'filter').map(pairOf)
      return {
        action,
        filters: filters.flatMap(({ name, value }) => (isNetworkFilterKey(name) ? [{ key: name, value }] : [])),
        problems
      }
    }
    case 'inspect':
    case 'rm':
      return { action, names, problems }
    case 'connect':
      return {
        action,
        network,
        container,
        aliases: valuesOf(given, 'alias'),
        ip: lastOf(given, 'ip'),
        ip6: lastOf(given, 'ip6'),
        problems: [...problems, ...unheld(given, ['alias', 'ip', 'ip6'])]
      }
    case 'disconnect':
      return { action, network, container, problems }
    case 'prune':
      return {
        action,
        request: {
          until: filtersOf(given, 'until=').at(-1) ?? '',
          labels: filtersOf(given, 'label='),
          withoutLabels: filtersOf(given, 'label!=')
        },
        problems
      }
  }
}

function create(
  given: readonly GivenFlag[],
  names: readonly string[],
  problems: readonly CommandProblem[]
): NetworkParsed {
  const [name = '', more] = names
  const { subnets, strays } = subnetsOf(given)
  return {
    action: 'create',
    request: {
      name,
      driver: lastOf(given, 'driver'),
      subnets,
      ipv6: isOn(given, 'ipv6'),
      internal: isOn(given, 'internal'),
      attachable: isOn(given, 'attachable'),
      options: valuesOf(given, 'opt').map(pairOf),
      labels: valuesOf(given, 'label').map(pairOf)
    },
    problems: [
      ...problems,
      ...strays,
      ...unheld(given, [
        ...['driver', 'opt', 'label', 'subnet', 'ip-range', 'gateway', 'internal', 'attachable', 'ipv6']
      ]),
      ...extra(more)
    ]
  }
}

/** Each gateway and each range goes to the subnet that holds it, as docker's own command does it. */
function subnetsOf(given: readonly GivenFlag[]): {
  readonly subnets: Subnet[]
  readonly strays: readonly CommandProblem[]
} {
  const subnets = valuesOf(given, 'subnet').map((subnet) => ({ subnet, gateway: '', range: '' }))
  const strays: CommandProblem[] = []
  for (const gateway of valuesOf(given, 'gateway')) {
    const address = readAddress(gateway)
    const home = subnets.find(({ subnet }) => {
      const block = readBlock(subnet)
      return address !== undefined && block !== undefined && holds(block, address)
    })
    if (home === undefined) strays.push({ kind: 'object-stray', flag: '--gateway', text: gateway })
    else home.gateway = gateway
  }
  for (const range of valuesOf(given, 'ip-range')) {
    const inner = readBlock(range)
    const home = subnets.find(({ subnet }) => {
      const block = readBlock(subnet)
      return inner !== undefined && block !== undefined && within(block, inner)
    })
    if (home === undefined) strays.push({ kind: 'object-stray', flag: '--ip-range', text: range })
    else home.range = range
  }
  return { subnets, strays }
}
