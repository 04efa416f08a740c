/** Names and addresses: `--add-host`, `--dns`, `--dns-search`, `--link`, `--expose` (docker/cli, opts/opts.go and hosts.go). */
import { isAddress, parseRange } from './port'
import { read, refuse, type ValueParsed } from './problem'

export interface ExtraHost {
  readonly name: string
  /** `host-gateway` is the address of the engine's host. */
  readonly address: string
}

/** `name:10.0.0.1`, `name:::1`, `name=[::1]`, `name:host-gateway`. */
export function parseExtraHost(text: string): ValueParsed<ExtraHost> {
  const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':')
  const name = text.slice(0, Math.max(0, at))
  if (name === '' || name.includes(':')) return refuse('extra-host', text)
  const address = text.slice(at + 1).replace(/^\[(.+)\]$/, '$1')
  return address === 'host-gateway' || isAddress(address.trim())
    ? read({ name, address })
    : refuse('extra-host-address', address)
}

export const parseDns = (text: string): ValueParsed<string> =>
  isAddress(text.trim()) ? read(text.trim()) : refuse('dns-address', text)

const domain = /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*\.?\s*$/

/** A domain; `.` stands for none. */
export function parseDnsSearch(text: string): ValueParsed<string> {
  const name = text.replace(/^ +| +$/g, '')
  if (name === '.') return read(name)
  return /[a-zA-Z]/.test(name) && name.length < 255 && domain.test(name) ? read(name) : refuse('dns-search', text)
}

/** `db`, `db:database`. */
export function parseLink(text: string): ValueParsed<string> {
  const parts = text.split(':')
  return parts.length <= 2 && parts[0] !== '' ? read(text) : refuse('link', text)
}

/** `80`, `53/udp`, `8000-8010`. */
export function parseExpose(text: string): ValueParsed<string> {
  const [port = '', protocol = 'tcp', ...more] = text.split('/')
  const known = ['tcp', 'udp', 'sctp', ''].includes(protocol.toLowerCase())
  return more.length === 0 && known && parseRange(port) !== undefined ? read(text) : refuse('expose', text)
}
