/** Published ports as docker's `-p` writes them (grammar: docker/go-connections, nat). */
import type { PublishedPort } from '../containers/run'

/** Why a port was not understood; `text` is the part at fault. */
export interface PortProblem {
  readonly kind: 'empty' | 'address' | 'number' | 'protocol' | 'ranges' | 'host-range'
  readonly text: string
}
export type PortsParsed =
  | { readonly ok: true; readonly ports: readonly PublishedPort[] }
  | { readonly ok: false; readonly problem: PortProblem }

/** `127.0.0.1:8080:80/udp`, `[::1]:8080:80`, `8080:80`, `80`. */
export function portText({ ip, host, container, protocol }: PublishedPort): string {
  const address = ip === undefined || ip === '' ? '' : `${ip.includes(':') ? `[${ip}]` : ip}:`
  const published = host === undefined ? (address === '' ? '' : ':') : `${host}:`
  return `${address}${published}${container}${protocol === 'tcp' ? '' : `/${protocol}`}`
}

/** A `-p` value; a range makes a port of each (`8000-8002:80-82` three), in their order. */
export function parsePorts(text: string): PortsParsed {
  const [address, hostText, containerAndProtocol] = split(text.trim())
  const [containerText = '', protocolText = ''] = cut(containerAndProtocol, '/')
  const protocol = protocolText === '' ? 'tcp' : protocolText.toLowerCase()
  if (containerText === '') return failed('empty', text)
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') return failed('protocol', protocolText)
  const ip = address.replace(/^\[(.*)\]$/, '$1')
  if (ip !== '' && !isAddress(ip)) return failed('address', address)

  const container = range(containerText)
  if (container === undefined || container.first === 0) return failed('number', containerText)
  const host = hostText === '' ? undefined : range(hostText)
  if (hostText !== '' && host === undefined) return failed('number', hostText)
  const count = container.last - container.first + 1
  // A range of host ports for one port means "any free one of these", which the form cannot hold.
  if (host !== undefined && host.last - host.first + 1 !== count)
    return failed(count === 1 ? 'host-range' : 'ranges', text)

  return {
    ok: true,
    ports: Array.from({ length: count }, (_, index) => ({
      ...(ip === '' ? {} : { ip }),
      ...(host === undefined ? {} : { host: host.first + index }),
      container: container.first + index,
      protocol
    }))
  }
}

/** A field's text as one port number, 1 to 65535 (0 too where `zero`), or undefined. */
export function parsePortNumber(text: string, options: { readonly zero?: boolean } = {}): number | undefined {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN
  return port <= 65535 && (port > 0 || (port === 0 && options.zero === true)) ? port : undefined
}

/** An IPv4 or IPv6 address, as docker takes one in front of a port. */
export function isAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text)
}

const failed = (kind: PortProblem['kind'], text: string): PortsParsed => ({ ok: false, problem: { kind, text } })

function cut(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** From the right, as docker does: an IPv6 address has colons of its own. */
function split(text: string): readonly [string, string, string] {
  const parts = text.split(':')
  const container = parts.pop() ?? ''
  const host = parts.pop() ?? ''
  return [parts.join(':'), host, container]
}

function range(text: string): { readonly first: number; readonly last: number } | undefined {
  const [start, end] = cut(text, '-')
  const first = parsePortNumber(start, { zero: true })
  const last = text.includes('-') ? parsePortNumber(end, { zero: true }) : first
  return first === undefined || last === undefined || last < first ? undefined : { first, last }
}

const isIpv4 = (text: string): boolean => {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

function isIpv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2 || text === '' || !/^[0-9a-fA-F:.]+$/.test(text)) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1)?.at(-1)
  const embedded = last !== undefined && last.includes('.')
  if (embedded && !isIpv4(last)) return false
  const plain = embedded ? groups.flat().slice(0, -1) : groups.flat()
  const length = plain.length + (embedded ? 2 : 0)
  return plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) && (halves.length === 2 ? length < 8 : length === 8)
}
