/**
 * A picture that a README names, fetched when somebody clicks for it and only then. The address is whoever's who wrote the
 * README: it may lead to no machine but those of the open web, and what comes back is shown as a picture or not at all.
 */
import { isIP, BlockList } from 'node:net'
import { FailureError } from '../../engine/failure-error'
import { safeWebAddress } from '../../platform/web-address'
import type { TrustingRequest } from '../../platform/web/trusting-request'
import { WebError } from '../../platform/web/web-error'

const timeLimit = 15_000
const sizeLimit = 2 * 1024 * 1024
/** What an <img> draws; scripts of a drawing do not run there. */
const types = /^image\/(png|jpeg|gif|webp|avif|svg\+xml|x-icon|vnd\.microsoft\.icon)\s*(;|$)/i

export async function fetchPicture(
  address: string,
  signal: AbortSignal,
  request: TrustingRequest,
  check: (host: string) => void = openWebOnly
): Promise<string> {
  const url = new URL(safeWebAddress(address))
  try {
    const { status, headers, body } = await request(url, {
      headers: { accept: 'image/*', 'user-agent': 'escale' },
      signal,
      timeLimit,
      sizeLimit,
      redirects: 4,
      checkAddress: check
    })
    const type = headers['content-type'] ?? ''
    if (status !== 200) throw notShown(url, `HTTP ${status}`)
    if (!types.test(type)) throw notShown(url, type === '' ? 'not a picture' : `not a picture: ${type.slice(0, 80)}`)
    return `data:${type.split(';')[0]?.trim().toLowerCase()};base64,${body.toString('base64')}`
  } catch (error) {
    if (error instanceof WebError) throw notShown(url, error.message)
    throw error
  }
}

const notShown = ({ host }: URL, message: string): FailureError => new FailureError({ kind: 'network', host, message })

const closed = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4]
] as const)
  closed.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8]
] as const)
  closed.addSubnet(network, prefix, 'ipv6')

/** A host's name, or an address that one stands for. */
export function openWebOnly(host: string): void {
  const family = isIP(host)
  const inside =
    family === 0
      ? /(^|\.)(localhost|local|internal|lan|home\.arpa)\.?$/i.test(host) || !host.includes('.')
      : closed.check(host, family === 6 ? 'ipv6' : 'ipv4')
  if (inside) throw new FailureError({ kind: 'network', host, message: `${host} is not on the open web`.slice(0, 300) })
}
