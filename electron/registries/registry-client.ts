/**
 * A registry asked over its v2 API with the person's own sign-in, as docker asks it: its token flow, its authorities, and
 * which registries the engine may ask without encryption.
 * Protocol: opencontainers/distribution-spec, spec.md; distribution, spec/auth/token.md.
 */
import * as http from 'node:http'
import * as https from 'node:https'
import type { ImageReference } from '../../contract/images/reference'
import type { Engine } from '../engine/engine'
import { FailureError } from '../engine/failure-error'
import { webRequest, type ProxyOf, type WebAnswer, type WebRequest } from '../platform/web/request'
import { WebError } from '../platform/web/web-error'
import { readChallenge, type Challenge } from './challenge'
import type { Credentials } from './credential-helper'
import { noEngine, registriesOf, type EngineRegistries } from './engine-registries'
import { digestOf, manifestTypes } from './manifest'
import { refusal, registryWords, signInFailure, unreachable } from './registry-failure'
import { hubName, registryName } from './registry-name'
import { basicOf, createTokens } from './registry-tokens'
import type { TrustPlaces } from './registry-trust'
import { blindWays, strictWays, type GivenTrust, type Way } from './registry-ways'

export interface RegistryRequest {
  readonly method?: 'GET' | 'HEAD' | 'DELETE'
  /** `/v2/team/app/tags/list`, its parts encoded. */
  readonly path: string
  readonly query?: string
  readonly accept?: string
  /** What a token must allow, where the registry does not say it itself: `repository:team/app:pull`. */
  readonly scope: string
  readonly signal?: AbortSignal | undefined
  /** Bytes; 4 MB where nothing is said. */
  readonly sizeLimit?: number
}

/** One registry with what was known of it at the start: sign-in, trust, the engine's view. Short-lived: made for one operation. */
export interface RegistrySession {
  readonly registry: string
  readonly engine: EngineRegistries
  readonly signedIn: boolean
  /** Asks it as nobody, to see how it is asked and what proof it wants. Throws as `answer`. */
  look(signal: AbortSignal): Promise<Seen>
  /** Whatever the registry answers, after its challenge was met. Throws FailureError: network, auth-required, cancelled. */
  answer(request: RegistryRequest): Promise<WebAnswer>
  /** The same, where only success is one: throws what refusal() makes of the rest. */
  ask(request: RegistryRequest): Promise<WebAnswer>
}

export interface Seen {
  /** `https://ghcr.io` */
  readonly url: string
  readonly by: Way['by']
  /** The proof that it asked for; undefined: none. */
  readonly challenge: Challenge | undefined
}

export interface RegistryClientParts {
  readonly signIns: { credentials(registry: string): Promise<Credentials | undefined> }
  readonly trustOf: (registry: string) => Promise<GivenTrust>
  readonly proxyOf: ProxyOf
  readonly places: TrustPlaces
}

export interface RegistryClient {
  /** `engine` says which registries are insecure; without one, this machine's alone are. */
  open(registry: string, engine?: Engine, signal?: AbortSignal): Promise<RegistrySession>
  /**
   * What a tag (or digest) names at its registry now, `sha256:…`: a list's own digest where it is one, as RepoDigests has
   * it. Docker Hub's names are asked of the engine's mirrors first, as its own pull does. Throws FailureError.
   */
  manifestDigest(
    reference: ImageReference,
    options?: { readonly engine?: Engine | undefined; readonly signal?: AbortSignal | undefined }
  ): Promise<string>
}

/** Milliseconds to the whole of an answer, and its bytes: distribution refuses manifests that are larger. */
const timeLimit = 30_000
const usualSize = 4 * 1024 * 1024
/** Connections that one session keeps, and milliseconds that one is kept unused. */
const connections = 8
const idle = 10_000

/** The way that was answered. */
interface Found {
  readonly url: string
  readonly by: Way['by']
  readonly tls: NonNullable<WebRequest['tls']>
}

interface Who {
  readonly credentials?: Credentials | undefined
  /** Why they could not be read: a helper that is missing, or fails. */
  readonly problem?: Error | undefined
}
const known = (credentials: Credentials | undefined): Who => ({ credentials })

export function createRegistryClient({ signIns, trustOf, proxyOf, places }: RegistryClientParts): RegistryClient {
  const tokens = createTokens(proxyOf)
  /** Those that want a password with each question. */
  const basic = new Set<string>()

  function session(
    registry: string,
    ways: readonly Way[],
    engine: EngineRegistries,
    { credentials, problem }: Who
  ): RegistrySession {
    let found: Found | undefined
    const agents = {
      http: new http.Agent({ keepAlive: true, maxSockets: connections, timeout: idle }),
      https: new https.Agent({ keepAlive: true, maxSockets: connections, timeout: idle })
    }
    const ask = (base: Found, request: RegistryRequest, authorization: string | undefined): Promise<WebAnswer> =>
      webRequest(urlOf(base, request), { ...requestOf(base, request, authorization), agents }, proxyOf)

    async function send(request: RegistryRequest, authorization: string | undefined): Promise<WebAnswer> {
      let failed: WebError | undefined
      for (const { url, by, tls, otherwise } of found === undefined ? ways : []) {
        const trust = await tls()
        if (trust === undefined) continue
        try {
          const answer = await ask({ url, by, tls: trust }, request, authorization)
          found = { url, by, tls: trust }
          return answer
        } catch (error) {
          if (!(error instanceof WebError)) throw error
          // The last one tells the most, unless nobody listens there at all.
          failed = failed === undefined || error.kind !== 'refused' ? error : failed
          if (!otherwise(error)) break
        }
      }
      if (found === undefined) throw unreachable(registry, failed)
      return ask(found, request, authorization).catch((error: unknown) => {
        throw unreachable(registry, error)
      })
    }

    async function meet(request: RegistryRequest, refused: WebAnswer): Promise<WebAnswer> {
      const challenge = readChallenge(refused.headers['www-authenticate'] ?? '')
      if (challenge?.kind === 'basic' && credentials !== undefined) {
        basic.add(registry)
        return send(request, basicOf(credentials))
      }
      if (challenge?.kind !== 'bearer') throw problem ?? signInFailure(registry, registryWords(refused))
      const encrypted = found?.url.startsWith('https:') === true
      const host = found === undefined ? '' : new URL(found.url).hostname
      const tlsFor = (other: string): Found['tls'] => {
        const { rejectUnauthorized = true, ...trust } = found?.tls ?? {}
        // Whoever trusts one host blindly has said nothing of another.
        return new URL(`https://${other}`).hostname === host ? { ...trust, rejectUnauthorized } : trust
      }
      const { signal } = request
      const asked = { registry, encrypted, credentials, tlsFor, signal }
      const token = await tokens.fetch(challenge, request.scope, asked).catch((error: unknown) => {
        // What is public needs no sign-in, and so no helper either.
        throw problem ?? error
      })
      return send(request, `Bearer ${token}`)
    }

    async function answer(request: RegistryRequest): Promise<WebAnswer> {
      const token = tokens.kept(registry, request.scope, credentials)
      const password = basic.has(registry) && credentials !== undefined ? basicOf(credentials) : undefined
      const sent = await send(request, token === undefined ? password : `Bearer ${token}`)
      if (sent.status !== 401) return sent
      // A token may have been taken back or have run out by the registry's clock: it is renewed, once.
      tokens.forget(registry, request.scope, credentials)
      return token === undefined && password !== undefined ? sent : meet(request, sent)
    }

    return {
      registry,
      engine,
      signedIn: credentials !== undefined,
      async look(signal) {
        const { status, headers } = await send({ path: '/v2/', scope: '', signal }, undefined)
        if (found === undefined) throw new Error(`${registry} answered nobody`)
        const challenge = status === 401 ? readChallenge(headers['www-authenticate'] ?? '') : undefined
        return { url: found.url, by: found.by, challenge }
      },
      answer,
      async ask(request) {
        const given = await answer(request)
        if (given.status >= 200 && given.status < 300) return given
        throw refusal(registry, given)
      }
    }
  }

  async function open(name: string, engine?: Engine, signal?: AbortSignal): Promise<RegistrySession> {
    const registry = registryName(name)
    const [seen, trust, who] = await Promise.all([
      engine === undefined ? noEngine : registriesOf(engine, signal),
      trustOf(registry),
      signIns.credentials(registry).then(known, (problem: Error) => ({ problem }))
    ])
    const host = registry === hubName ? 'registry-1.docker.io' : registry
    const lax = trust.kind === 'insecure' || (trust.kind === 'usual' && seen.isInsecure(registry))
    const ways = lax ? await blindWays(host, places) : await strictWays(`https://${host}`, trust, places)
    return session(registry, ways, seen, who)
  }

  async function digestAt(on: RegistrySession, { path, tag, digest }: ImageReference, signal?: AbortSignal) {
    const request = {
      path: `/v2/${encodePath(path)}/manifests/${digest ?? encodeURIComponent(tag ?? 'latest')}`,
      accept: manifestTypes,
      scope: `repository:${path}:pull`,
      signal
    }
    const head = await on.answer({ ...request, method: 'HEAD' })
    const said = head.headers['docker-content-digest'] ?? ''
    if (head.status === 200 && /^sha256:[0-9a-f]{64}$/.test(said)) return said
    // A HEAD is refused without words, and some registries do not answer it with the digest.
    return digestOf((await on.ask(request)).body)
  }

  return {
    open,
    async manifestDigest(reference, { engine, signal } = {}) {
      const on = await open(reference.registry, engine, signal)
      if (on.registry === hubName)
        for (const mirror of on.engine.mirrors) {
          const ways = await strictWays(mirror.replace(/\/+$/, ''), { kind: 'usual' }, places)
          const there = session(new URL(mirror).host, ways, on.engine, {})
          try {
            return await digestAt(there, reference, signal)
          } catch (error) {
            // As the engine: a mirror that does not have it, or is away, costs nothing.
            if (signal?.aborted === true || !(error instanceof FailureError)) throw error
          }
        }
      return digestAt(on, reference, signal)
    }
  }
}

function urlOf(base: Found, { path, query }: RegistryRequest): URL {
  const url = new URL(`${base.url}${path}`)
  url.search = query ?? ''
  return url
}

function requestOf(base: Found, request: RegistryRequest, authorization: string | undefined): WebRequest {
  const { method = 'GET', accept = 'application/json', signal, sizeLimit = usualSize } = request
  return {
    method,
    headers: { accept, 'user-agent': 'escale', ...(authorization === undefined ? {} : { authorization }) },
    timeLimit,
    sizeLimit,
    redirects: method === 'DELETE' ? 0 : 3,
    tls: base.tls,
    ...(signal === undefined ? {} : { signal })
  }
}

/** A repository's path as an address has it: its slashes stay. */
export const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
