/** Published ports as docker's `-p` writes them (grammar: docker/go-connections, nat). */
import type { PublishedPort } from '../containers/run'

/** Why a port was not understood; `text` is the part at fault. */
export interface PortProblem {
  readonly kind: 'empty' | 'address' | 'number' | 'protocol' | 'ranges' | 'field'
  readonly text: string
}
export type PortsParsed =
  | { readonly ok: true; readonly ports: readonly PublishedPort[] }
  | { readonly ok: false; readonly problem: PortProblem }

/** `127.0.0.1:8080:80/udp`, `[::1]:8080:80`, `8000-8010:80`, `8080:80`, `80`. */
export function portText({ ip, host, hostLast, container, protocol }: PublishedPort): string {
  const address = ip === undefined || ip === '' ? '' : `${ip.includes(':') ? `[${ip}]` : ip}:`
  const range = hostLast === undefined ? '' : `-${hostLast}`
  const published = host === undefined ? (address === '' ? '' : ':') : `${host}${range}:`
  return `${address}${published}${container}${protocol === 'tcp' ? '' : `/${protocol}`}`
}

/**
 * A `-p` value. Two ranges make a port of each pair (`8000-8002:80-82` three), in their order; a range of the host's
 * for one port of the container lets the engine pick one of it. `published=8080,target=80` is the same in fields.
 */
export function parsePorts(given: string): PortsParsed {
  const text = given.includes('=') ? inOrder(given) : given
  if (text === undefined) return failed('field', given)
  const [address, hostText, containerAndProtocol] = split(text.trim())
  const [containerText = '', protocolText = ''] = cut(containerAndProtocol, '/')
  const protocol = protocolText === '' ? 'tcp' : protocolText.toLowerCase()
  if (containerText === '') return failed('empty', text)
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') return failed('protocol', protocolText)
  const ip = address.replace(/^\[(.*)\]$/, '$1')
  if (ip !== '' && !isAddress(ip)) return failed('address', address)

  const container = parseRange(containerText)
  if (container === undefined || container.first === 0) return failed('number', containerText)
  const host = hostText === '' ? undefined : parseRange(hostText)
  if (hostText !== '' && host === undefined) return failed('number', hostText)
  const count = container.last - container.first + 1
  const anyOf = count === 1 && host !== undefined && host.last > host.first
  if (host !== undefined && !anyOf && host.last - host.first + 1 !== count) return failed('ranges', text)

  return {
    ok: true,
    ports: Array.from({ length: count }, (_, index) => ({
      ...(ip === '' ? {} : { ip }),
      ...(host === undefined ? {} : { host: host.first + index }),
      ...(anyOf ? { hostLast: host.last } : {}),
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

/** `published=8080,target=80,protocol=udp` as `8080:80/udp` (docker/cli, convertToStandardNotation). */
function inOrder(text: string): string | undefined {
  const fields = new Map([['protocol', 'tcp']])
  for (const field of text.split(',')) {
    const [name, value] = field.split('=')
    if (name === undefined || value === undefined) return undefined
    fields.set(name, value)
  }
  const published = fields.get('published') ?? ''
  return `${published === '' ? '' : `${published}:`}${fields.get('target') ?? ''}/${fields.get('protocol') ?? ''}`
}

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

/** `80`, `8000-8010`; 0 to 65535. */
export function parseRange(text: string): { readonly first: number; readonly last: number } | undefined {
  const [start, end] = cut(text, '-')
  const first = parsePortNumber(start, { zero: true })
  const last = text.includes('-') ? parsePortNumber(end, { zero: true }) : first
  return first === undefined || last === undefined || last < first ? undefined : { first, last }
}

export const isIpv4 = (text: string): boolean => {
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
