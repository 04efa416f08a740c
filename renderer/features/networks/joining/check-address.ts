/** Whether a fixed address can be given on a network, told before the engine is asked. */
import { holds, readAddress, readBlock } from '../../../../contract/networks/addresses'
import type { Network } from '../../../../contract/networks/model'

export type AddressProblem =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'none' }
  | { readonly kind: 'outside'; readonly subnets: string }
  | { readonly kind: 'edge' }
  | { readonly kind: 'gateway' }
  | { readonly kind: 'taken'; readonly name: string }

/** `holders`: who has which address there now. Empty text: the engine chooses, which is always right. */
export function addressProblem(
  text: string,
  version: 4 | 6,
  network: Pick<Network, 'subnets'> | undefined,
  holders: ReadonlyArray<{ readonly name: string; readonly address: string }>
): AddressProblem | undefined {
  if (text.trim() === '') return undefined
  const address = readAddress(text)
  if (address?.version !== version) return { kind: 'malformed' }
  if (network === undefined) return undefined
  const blocks = network.subnets.flatMap(({ subnet }) => {
    const block = readBlock(subnet)
    return block?.version === version ? [{ subnet, block }] : []
  })
  if (blocks.length === 0) return { kind: 'none' }
  const home = blocks.find(({ block }) => holds(block, address))
  if (home === undefined) return { kind: 'outside', subnets: blocks.map(({ subnet }) => subnet).join(', ') }
  const { block } = home
  // A subnet's own address, and in IPv4 the one that means all of it.
  const isEdge = address.value === block.first || (version === 4 && address.value === block.last)
  if (isEdge && block.last - block.first > 1n) return { kind: 'edge' }
  const same = (other: string): boolean => {
    const read = readAddress(other.split('/')[0] ?? '')
    return read?.version === version && read.value === address.value
  }
  if (network.subnets.some(({ gateway }) => same(gateway))) return { kind: 'gateway' }
  const holder = holders.find((one) => same(one.address))
  return holder === undefined ? undefined : { kind: 'taken', name: holder.name }
}
