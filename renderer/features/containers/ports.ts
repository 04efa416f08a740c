/** Ports as a person reads and opens them. */
import type { Port } from '../../../contract/containers/model'

export interface PortView {
  /** `8080→80`, `53→53/udp`, or `80` where it is not published. */
  readonly text: string
  /** The page behind it, where a browser could open it. */
  readonly url: string | undefined
  readonly published: boolean
}

const everywhere = new Set(['', '0.0.0.0', '::'])
const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address)
const isLoopback = (ip: string): boolean => ip === '::1' || ip.startsWith('127.')

/**
 * Where an engine's published ports are reached: undefined for one of this computer (a socket, a pipe), else the host of
 * `tcp://host:2376` or `ssh://user@host`; `known` is the host behind a name of ssh's own config. A tunnel to this computer's own loopback counts as this computer.
 */
export function remoteHost(endpoint: string, known?: string): string | undefined {
  const [, scheme = '', rest = ''] = /^([a-z]+):\/\/(?:[^@/]*@)?([^/]*)/i.exec(endpoint) ?? []
  if (!/^(tcp|http|https|ssh)$/i.test(scheme)) return undefined
  const host = (known ?? /^\[([^\]]*)\]/.exec(rest)?.[1] ?? rest.replace(/:\d*$/, '')).toLowerCase()
  return host === '' || host === 'localhost' || isLoopback(host) ? undefined : host
}

/** As a browser on this computer reaches it; undefined where it cannot: another machine's loopback. */
function hostOf(ip: string, remote: string | undefined): string | undefined {
  if (everywhere.has(ip)) return bracketed(remote ?? 'localhost')
  return remote !== undefined && isLoopback(ip) ? undefined : bracketed(ip)
}

/** One for each published port, however many addresses of the host it listens at; then what is only exposed. */
export function portViews(ports: readonly Port[], remote?: string): readonly PortView[] {
  const views = new Map<string, PortView & { readonly order: number }>()
  for (const { ip = '', private: inside, public: outside, protocol } of ports) {
    const suffix = protocol === 'tcp' ? '' : `/${protocol}`
    const published = outside !== undefined
    const host = everywhere.has(ip) || !published ? '' : `${bracketed(ip)}:`
    const reached = hostOf(ip, remote)
    const text = published ? `${host}${outside}→${inside}${suffix}` : `${inside}${suffix}`
    const url = published && protocol === 'tcp' && reached !== undefined ? `http://${reached}:${outside}` : undefined
    views.set(text, { text, url, published, order: published ? outside : 100_000 + inside })
  }
  return [...views.values()].sort((one, other) => one.order - other.order)
}
