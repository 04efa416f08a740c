/** What is typed into the form of a new network: as the engine takes it, and what is wrong with it. */
import { blockText, holds, overlap, readAddress, readBlock, within } from '../../../../contract/networks/addresses'
import type { CreateNetworkRequest } from '../../../../contract/networks/making/api'
import type { NetworkDrivers } from '../../../../contract/networks/list/api'
import type { Network } from '../../../../contract/networks/model'
import { filledPairs, type PairRow } from '../../../ui/pairs/pairs'

export interface SubnetDraft {
  readonly key: number
  subnet: string
  gateway: string
  range: string
}
let last = 0
export const subnetRow = (subnet = '', gateway = '', range = ''): SubnetDraft => ({
  key: ++last,
  subnet,
  gateway,
  range
})

export const knownDrivers = ['bridge', 'overlay', 'macvlan', 'ipvlan'] as const
export type KnownDriver = (typeof knownDrivers)[number]
export const isKnownDriver = (driver: string): driver is KnownDriver =>
  (knownDrivers as readonly string[]).includes(driver)

export interface NetworkDraft {
  name: string
  driver: string
  /** Of macvlan and ipvlan: the network card of the host. */
  parent: string
  /** Of macvlan and ipvlan: how it is joined to that card; empty: the driver's own way. */
  mode: string
  subnets: SubnetDraft[]
  ipv6: boolean
  internal: boolean
  attachable: boolean
  options: PairRow[]
  labels: PairRow[]
}
export const emptyNetwork = (): NetworkDraft => ({
  name: '',
  driver: 'bridge',
  parent: '',
  mode: '',
  subnets: [],
  ipv6: false,
  internal: false,
  attachable: false,
  options: [],
  labels: []
})

export const modesOf: Readonly<Record<string, readonly string[]>> = {
  macvlan: ['bridge', 'private', 'vepa', 'passthru'],
  ipvlan: ['l2', 'l3', 'l3s']
}

export function requestOf(draft: NetworkDraft): Omit<CreateNetworkRequest, 'connection'> {
  const options = filledPairs(draft.options)
  const isLan = draft.driver === 'macvlan' || draft.driver === 'ipvlan'
  if (isLan && draft.parent.trim() !== '') options.unshift({ name: 'parent', value: draft.parent.trim() })
  if (isLan && draft.mode !== '') options.push({ name: `${draft.driver}_mode`, value: draft.mode })
  return {
    name: draft.name.trim(),
    driver: draft.driver.trim(),
    subnets: draft.subnets
      .map(({ subnet, gateway, range }) => ({
        subnet: subnet.trim(),
        gateway: gateway.trim(),
        range: range.trim()
      }))
      .filter(({ subnet, gateway, range }) => `${subnet}${gateway}${range}` !== ''),
    ipv6: draft.ipv6,
    internal: draft.internal,
    attachable: draft.driver === 'overlay' && draft.attachable,
    options,
    labels: filledPairs(draft.labels)
  }
}

export type SubnetProblem =
  | { readonly kind: 'subnet' | 'range' | 'gateway' | 'no-subnet' | 'needs-ipv6' | 'one-of-a-kind' }
  | {
      readonly kind: 'not-first' | 'overlaps' | 'gateway-outside' | 'range-outside' | 'address-taken'
      readonly what: string
    }
export interface RowProblems {
  readonly subnet?: SubnetProblem
  readonly gateway?: SubnetProblem
  readonly range?: SubnetProblem
}

/** By a row's key. `networks`: those that the engine has, whose subnets are taken. */
export function subnetProblems(
  draft: Pick<NetworkDraft, 'subnets' | 'ipv6' | 'driver'>,
  networks: readonly Network[]
): ReadonlyMap<number, RowProblems> {
  const found = new Map<number, RowProblems>()
  draft.subnets.forEach((row, index) => {
    const problems = rowProblems(row, draft.subnets.slice(0, index), draft, networks)
    if (Object.keys(problems).length > 0) found.set(row.key, problems)
  })
  return found
}

function rowProblems(
  row: SubnetDraft,
  before: readonly SubnetDraft[],
  { ipv6, driver }: Pick<NetworkDraft, 'ipv6' | 'driver'>,
  networks: readonly Network[]
): RowProblems {
  const [subnet, gateway, range] = [row.subnet.trim(), row.gateway.trim(), row.range.trim()]
  if (subnet === '') return gateway === '' && range === '' ? {} : { subnet: { kind: 'no-subnet' } }
  const block = readBlock(subnet)
  if (block === undefined) return { subnet: { kind: 'subnet' } }
  const problems: { subnet?: SubnetProblem; gateway?: SubnetProblem; range?: SubnetProblem } = {}
  const others = before.flatMap((one) => {
    const other = readBlock(one.subnet)
    return other === undefined ? [] : [{ text: one.subnet.trim(), block: other }]
  })
  const clash = others.find((one) => overlap(one.block, block))
  const holder = networks.find(
    (network) =>
      isApart(network.driver) === isApart(driver) &&
      network.subnets.some((one) => {
        const other = readBlock(one.subnet)
        return other !== undefined && overlap(other, block)
      })
  )
  if (block.written !== block.first) problems.subnet = { kind: 'not-first', what: blockText(block) }
  else if (clash !== undefined) problems.subnet = { kind: 'overlaps', what: clash.text }
  else if (block.version === 6 && !ipv6) problems.subnet = { kind: 'needs-ipv6' }
  // A bridge has one subnet of each kind (libnetwork, drivers/bridge).
  else if (driver === 'bridge' && others.some((one) => one.block.version === block.version))
    problems.subnet = { kind: 'one-of-a-kind' }
  else if (holder !== undefined) problems.subnet = { kind: 'address-taken', what: holder.name }
  if (gateway !== '') {
    const address = readAddress(gateway)
    if (address === undefined) problems.gateway = { kind: 'gateway' }
    else if (!holds(block, address)) problems.gateway = { kind: 'gateway-outside', what: subnet }
  }
  if (range !== '') {
    const inner = readBlock(range)
    if (inner === undefined) problems.range = { kind: 'range' }
    else if (!within(block, inner)) problems.range = { kind: 'range-outside', what: subnet }
  }
  return problems
}

/** Overlay networks keep their addresses apart from those of this one machine. */
const isApart = (driver: string): boolean => driver === 'overlay'

/** Why it cannot have this name. */
export function nameProblem(name: string, networks: readonly Network[]): 'empty' | 'name' | 'name-taken' | undefined {
  if (name.trim() === '') return 'empty'
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name.trim())) return 'name'
  return networks.some((network) => network.name === name.trim()) ? 'name-taken' : undefined
}

/** Why this engine makes no network of that driver; undefined where it does, or nothing is known. */
export function driverProblem(
  driver: string,
  known: NetworkDrivers | undefined
): 'swarm' | 'worker' | 'missing' | undefined {
  if (known === undefined) return undefined
  if (driver === 'overlay' && known.swarm === 'off') return 'swarm'
  if (driver === 'overlay' && known.swarm === 'worker') return 'worker'
  const isMissing = isKnownDriver(driver) && known.drivers.length > 0 && !known.drivers.includes(driver)
  return isMissing ? 'missing' : undefined
}
