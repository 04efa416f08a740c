/**
 * A request that believes whom the system believes, as the engine and a browser do: a company's own authority, say. Node's
 * own authorities come first, since the system's take a third of a second to read; a host that needed them is remembered.
 */
import type { SecureContext } from 'node:tls'
import { webRequest, type ProxyOf, type WebAnswer, type WebRequest } from './request'
import { WebError } from './web-error'

/** Throws FailureError (cancelled) and WebError, as webRequest does. */
export type TrustingRequest = (url: URL, request: WebRequest) => Promise<WebAnswer>

/** `systemTrust`: undefined where the system has no store of its own. */
export function createTrustingRequest(
  proxyOf: ProxyOf,
  systemTrust: () => Promise<SecureContext | undefined>
): TrustingRequest {
  const known = new Set<string>()
  return async (url, request) => {
    const plainly = (): Promise<WebAnswer> => webRequest(url, request, proxyOf)
    const bySystem = async (): Promise<WebAnswer | undefined> => {
      const secureContext = await systemTrust()
      return secureContext === undefined
        ? undefined
        : webRequest(url, { ...request, tls: { ...request.tls, secureContext } }, proxyOf)
    }
    const [first, second] = known.has(url.host) ? [bySystem, plainly] : [plainly, bySystem]
    const untrusted = async (error: unknown): Promise<WebAnswer> => {
      if (!(error instanceof WebError) || error.kind !== 'tls') throw error
      // A certificate is refused before anything is sent: nothing is asked twice.
      const answer = await second()
      if (answer === undefined) throw error
      if (second === bySystem) known.add(url.host)
      else known.delete(url.host)
      return answer
    }
    try {
      return (await first()) ?? (await plainly())
    } catch (error) {
      return untrusted(error)
    }
  }
}
