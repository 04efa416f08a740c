/** The ways in which a registry may be asked: over which protocol, and whom to believe. */
import type { WebRequest } from '../platform/web/request'
import type { WebError } from '../platform/web/web-error'
import { speaksPlain } from './registry-failure'
import { certificateFolders, readAuthorities, systemTrust, type TrustPlaces } from './registry-trust'

/** How far a person trusts a registry, beyond the usual. */
export type GivenTrust =
  | { readonly kind: 'usual' }
  | { readonly kind: 'insecure' }
  | { readonly kind: 'authority'; /** PEM. */ readonly pem: string }

/** One way; several are tried in their order until one is answered. */
export interface Way {
  /** Who vouches for it: those that every program believes, those that stand for this registry alone, or nobody. */
  readonly by: 'usual' | 'own' | 'nobody'

  /** `https://ghcr.io` */
  readonly url: string
  /** Made when it is its turn; undefined: there is no such way here. */
  readonly tls: () => Promise<WebRequest['tls']>
  /** Whether the next may succeed where this one did not. */
  readonly otherwise: (error: WebError) => boolean
}

/**
 * Strictly: by Node's own authorities, then by those that stand for this registry alone, then by the system's. Whichever
 * vouches for it is enough, as for the engine, whose list is all of them together; read together they would cost each
 * connection a third of a second.
 */
export async function strictWays(url: string, trust: GivenTrust, places: TrustPlaces): Promise<Way[]> {
  const { authorities, shown } = await kept(new URL(url).host, places)
  const own = [...authorities, ...(trust.kind === 'authority' ? [trust.pem] : [])]
  const otherwise = (error: WebError): boolean => error.kind === 'tls' && !speaksPlain(error)
  return [
    { url, by: 'usual', otherwise, tls: async () => shown },
    { url, by: 'own', otherwise, tls: async () => (own.length === 0 ? undefined : { ca: own, ...shown }) },
    {
      url,
      by: 'usual',
      otherwise,
      tls: async () => {
        const secureContext = await systemTrust()
        return secureContext === undefined ? undefined : { secureContext }
      }
    }
  ]
}

/** With any certificate, or without encryption: docker's `insecure-registries`. */
export async function blindWays(host: string, places: TrustPlaces): Promise<Way[]> {
  const { shown } = await kept(host, places)
  const otherwise = ({ kind }: WebError): boolean => kind !== 'timed-out'
  return [
    { url: `https://${host}`, by: 'nobody', otherwise, tls: async () => ({ ...shown, rejectUnauthorized: false }) },
    { url: `http://${host}`, by: 'nobody', otherwise, tls: async () => ({}) }
  ]
}

/** What certs.d has for it: authorities, and by what this computer is known there. */
async function kept(host: string, places: TrustPlaces) {
  const { authorities, clients } = await readAuthorities(certificateFolders(host, places))
  if (clients.length === 0) return { authorities, shown: {} }
  return { authorities, shown: { cert: clients.map(({ cert }) => cert), key: clients.map(({ key }) => key) } }
}
