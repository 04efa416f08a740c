/** The kernel's tables of sockets on Linux (man 5 proc: /proc/net/tcp, tcp6, udp, udp6). */
import type { HostPort, HeldPort } from '../../../contract/app/ports'

export interface Listening extends HostPort {
  /** The socket's own number, by which its program is found. */
  readonly inode: string
}

/** TCP's state LISTEN; UDP has none, and one that is bound to nobody stands as CLOSE. */
const waiting = { tcp: '0A', udp: '07' } as const
const anyAddress = /^0+$/

/**
 * Of one table, whose lines are
 * `   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 …`
 */
export function readTable(text: string, protocol: 'tcp' | 'udp'): Listening[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state = '', , , , , , inode = ''] = line.trim().split(/\s+/)
    const [address = '', port = ''] = local.split(':')
    if (state !== waiting[protocol] || !/^[0-9A-F]{4}$/i.test(port)) return []
    return [{ ip: readAddress(address), port: Number.parseInt(port, 16), protocol, inode }]
  })
}

/** `0100007F` as `127.0.0.1`: words as the machine has them, which is little-endian wherever Electron runs. Empty: every address. */
function readAddress(hex: string): string {
  if (anyAddress.test(hex)) return ''
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse())
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.')
  // An IPv4 address that a socket of IPv6 was bound to.
  if (/^(00){10}FFFF/i.test(bytes.join(''))) return readAddress(hex.slice(-8))
  const groups = Array.from({ length: 8 }, (_, index) => `${bytes[index * 2]}${bytes[index * 2 + 1]}`)
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}

const everywhere = (ip: string): boolean => ip === '' || ip === '0.0.0.0' || ip === '::'

/** Of what is wanted what is held: each once, and by whose socket. */
export function heldOf(
  wanted: readonly HostPort[],
  listening: readonly Listening[]
): ReadonlyArray<HeldPort & { readonly inode: string }> {
  const byPort = new Map<string, Listening[]>()
  for (const one of listening) {
    const key = `${one.port}/${one.protocol}`
    byPort.set(key, [...(byPort.get(key) ?? []), one])
  }
  return wanted.flatMap((one) => {
    const holder = byPort
      .get(`${one.port}/${one.protocol}`)
      ?.find(({ ip }) => everywhere(ip) || everywhere(one.ip) || ip === one.ip)
    return holder === undefined ? [] : [{ ...one, inode: holder.inode }]
  })
}
