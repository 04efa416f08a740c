/** Addresses and subnets as networks have them: read exactly, IPv4 and IPv6 alike, without anything of Node's. */

export interface Block {
  readonly version: 4 | 6
  /** Its first and last address. */
  readonly first: bigint
  readonly last: bigint
  readonly prefix: number
}

const bitsOf = (version: 4 | 6): number => (version === 4 ? 32 : 128)

/** As a number; undefined for what is no address. */
export function readAddress(text: string): { readonly version: 4 | 6; readonly value: bigint } | undefined {
  const trimmed = text.trim()
  const four = readIpv4(trimmed)
  if (four !== undefined) return { version: 4, value: four }
  const six = readIpv6(trimmed)
  return six === undefined ? undefined : { version: 6, value: six }
}

function readIpv4(text: string): bigint | undefined {
  // Go refuses leading zeros.
  if (!/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text)) return undefined
  const parts = text.split('.').map(Number)
  return parts.some((part) => part > 255) ? undefined : parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

function readIpv6(text: string): bigint | undefined {
  if (!/^[\da-f:.]+$/i.test(text) || !text.includes(':')) return undefined
  const dotted = /^(.*:)([\d.]+)$/.exec(text)
  const four = dotted?.[2]?.includes('.') === true ? readIpv4(dotted[2]) : undefined
  if (text.includes('.') && four === undefined) return undefined
  const whole =
    four === undefined ? text : `${dotted?.[1] ?? ''}${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`
  const halves = whole.split('::')
  if (halves.length > 2) return undefined
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const count = groups.reduce((sum, half) => sum + half.length, 0)
  if (groups.flat().some((group) => !/^[\da-f]{1,4}$/i.test(group))) return undefined
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined
  const [before = [], after = []] = groups
  const all = [...before, ...Array<string>(8 - count).fill('0'), ...after]
  return all.reduce((sum, group) => sum * 65_536n + BigInt(parseInt(group, 16)), 0n)
}

/** `172.20.0.0/16`, with the address that it was written with. */
export function readBlock(text: string): (Block & { readonly written: bigint }) | undefined {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text.trim()) ?? []
  const read = readAddress(address)
  const prefix = Number(bits)
  if (read === undefined || bits === '' || prefix > bitsOf(read.version)) return undefined
  const size = 1n << BigInt(bitsOf(read.version) - prefix)
  const first = (read.value / size) * size
  return { version: read.version, first, last: first + size - 1n, prefix, written: read.value }
}

export const overlap = (one: Block, other: Block): boolean =>
  one.version === other.version && one.first <= other.last && other.first <= one.last

export const within = (outer: Block, inner: Pick<Block, 'version' | 'first' | 'last'>): boolean =>
  outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last

export const holds = (block: Block, address: { readonly version: 4 | 6; readonly value: bigint }): boolean =>
  within(block, { version: address.version, first: address.value, last: address.value })

export function addressText(version: 4 | 6, value: bigint): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.')
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - index * 16)) & 0xffffn)
  // The longest run of zeros is left out (RFC 5952).
  let best = { from: -1, length: 1 }
  for (let from = 0; from < 8; from++) {
    let length = 0
    while (from + length < 8 && groups[from + length] === 0n) length++
    if (length > best.length) best = { from, length }
  }
  const hex = (list: readonly bigint[]): string => list.map((group) => group.toString(16)).join(':')
  if (best.from < 0) return hex(groups)
  return `${hex(groups.slice(0, best.from))}::${hex(groups.slice(best.from + best.length))}`
}

export const blockText = ({ version, first, prefix }: Block): string => `${addressText(version, first)}/${prefix}`
