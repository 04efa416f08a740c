/**
 * Tokens of registries: asked for where the registry's challenge says, kept until they expire.
 * Protocol: distribution, spec/auth/token.md and spec/auth/oauth.md.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { FailureError } from '../engine/failure-error'
import { number, text } from '../engine/schema'
import type { ProxyOf, WebRequest } from '../platform/web/request'
import { webRequest } from '../platform/web/request'
import type { Challenge } from './challenge'
import type { Credentials } from './credential-helper'
import { brokenAnswer, refusal, registryWords, signInFailure, unreachable } from './registry-failure'

const Answer = v.object({
  token: text(),
  access_token: text(),
  expires_in: number(60)
})
/** Bytes; and milliseconds. */
const sizeLimit = 256 * 1024
const timeLimit = 30_000
/** Milliseconds before its end at which a token is no longer used. */
const margin = 5_000
/** docker's `<token>`: the secret is an identity token that is changed for others. */
export const tokenUser = '<token>'

type Bearer = Extract<Challenge, { kind: 'bearer' }>

export interface TokenRequest {
  readonly registry: string
  /** Whether the registry itself was asked over HTTPS: a password never leaves it for plain HTTP. */
  readonly encrypted: boolean
  readonly credentials: Credentials | undefined
  readonly tlsFor: (host: string) => WebRequest['tls']
  readonly signal?: AbortSignal | undefined
}

export interface Tokens {
  /** What was given for this scope before and still holds, with no question asked. */
  kept(registry: string, scope: string, credentials: Credentials | undefined): string | undefined
  /** Asks for one. Throws FailureError: auth-required, network. */
  fetch(challenge: Bearer, scope: string, request: TokenRequest): Promise<string>
  forget(registry: string, scope: string, credentials: Credentials | undefined): void
}

export function createTokens(proxyOf: ProxyOf): Tokens {
  const kept = new Map<string, { readonly token: string; readonly until: number }>()
  const keyOf = (registry: string, scope: string, credentials: Credentials | undefined): string => {
    // Another password is another person: what the one before was allowed is not theirs.
    const who = credentials === undefined ? '' : `${credentials.username}\0${credentials.secret}`
    return `${registry}\0${scope}\0${createHash('sha256').update(who).digest('hex')}`
  }
  return {
    kept(registry, scope, credentials) {
      const key = keyOf(registry, scope, credentials)
      const found = kept.get(key)
      if (found === undefined || found.until > Date.now()) return found?.token
      kept.delete(key)
      return undefined
    },
    forget: (registry, scope, credentials) => void kept.delete(keyOf(registry, scope, credentials)),
    async fetch(challenge, scope, request) {
      const { token, lasts } = await ask(challenge, scope, request, proxyOf)
      for (const [key, { until }] of kept) if (until <= Date.now()) kept.delete(key)
      kept.set(keyOf(request.registry, scope, request.credentials), { token, until: Date.now() + lasts - margin })
      return token
    }
  }
}

async function ask(
  challenge: Bearer,
  scope: string,
  request: TokenRequest,
  proxyOf: ProxyOf
): Promise<{ readonly token: string; readonly lasts: number }> {
  const realm = realmOf(challenge.realm, request)
  const wanted = { service: challenge.service, scope: challenge.scope || scope }
  const answer = await webRequest(realm, questionOf(realm, wanted, request), proxyOf).catch((error: unknown) => {
    throw unreachable(realm.host, error)
  })
  if (answer.status === 400 || answer.status === 401 || answer.status === 403)
    throw signInFailure(request.registry, registryWords(answer))
  if (answer.status !== 200) throw refusal(realm.host, answer)
  const { token, access_token: access, expires_in: seconds } = read(realm.host, answer.body)
  const given = token || access
  // It becomes a header: nothing else may stand in it.
  if (!/^[\x21-\x7e]{1,65536}$/.test(given)) throw brokenAnswer(realm.host, 'no token in the answer')
  // By our clock alone: theirs may be wrong. At least a minute, as the protocol says.
  return { token: given, lasts: Math.min(Math.max(seconds, 60), 86_400) * 1_000 }
}

function realmOf(text: string, { registry, encrypted, credentials }: TokenRequest): URL {
  const realm = URL.canParse(text) ? new URL(text) : undefined
  if (realm === undefined || !/^https?:$/.test(realm.protocol))
    throw brokenAnswer(registry, `no address for tokens: ${text.slice(0, 200)}`)
  if (encrypted && realm.protocol === 'http:' && credentials !== undefined)
    throw new FailureError({
      kind: 'network',
      host: realm.host,
      reason: 'plain',
      message: `${registry} wants the password sent without encryption, to ${realm.host}`
    })
  return realm
}

function questionOf(realm: URL, wanted: { service: string; scope: string }, request: TokenRequest): WebRequest {
  const { credentials, signal, tlsFor } = request
  const limits = { timeLimit, sizeLimit, tls: tlsFor(realm.host), ...(signal === undefined ? {} : { signal }) }
  if (credentials?.username === tokenUser) {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: credentials.secret,
      client_id: 'escale',
      ...wanted
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return { method: 'POST', body: form.toString(), headers, ...limits }
  }
  if (wanted.service !== '') realm.searchParams.set('service', wanted.service)
  // Several scopes stand in one challenge with spaces between, and are asked for one by one.
  for (const one of wanted.scope.split(' ').filter((part) => part !== '')) realm.searchParams.append('scope', one)
  if (credentials === undefined) return { headers: { accept: 'application/json' }, ...limits }
  realm.searchParams.set('account', credentials.username)
  return { headers: { accept: 'application/json', authorization: basicOf(credentials) }, ...limits }
}

function read(host: string, body: Buffer): v.InferOutput<typeof Answer> {
  try {
    return v.parse(Answer, JSON.parse(body.toString('utf8')))
  } catch (error) {
    throw brokenAnswer(host, `not a token's answer: ${error instanceof Error ? error.name : ''}`)
  }
}

export const basicOf = ({ username, secret }: Credentials): string =>
  `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`
