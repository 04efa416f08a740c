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

function hostOf(ip: string): string {
  if (everywhere.has(ip)) return 'localhost'
  return ip.includes(':') ? `[${ip}]` : ip
}

/** One for each published port, however many addresses of the host it listens at; then what is only exposed. */
export function portViews(ports: readonly Port[]): readonly PortView[] {
  const views = new Map<string, PortView & { readonly order: number }>()
  for (const { ip = '', private: inside, public: outside, protocol } of ports) {
    const suffix = protocol === 'tcp' ? '' : `/${protocol}`
    const published = outside !== undefined
    const host = everywhere.has(ip) || !published ? '' : `${hostOf(ip)}:`
    const text = published ? `${host}${outside}→${inside}${suffix}` : `${inside}${suffix}`
    const url = published && protocol === 'tcp' ? `http://${hostOf(ip)}:${outside}` : undefined
    views.set(text, { text, url, published, order: published ? outside : 100_000 + inside })
  }
  return [...views.values()].sort((one, other) => one.order - other.order)
}
