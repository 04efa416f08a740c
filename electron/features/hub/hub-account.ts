/**
 * Whoever is signed in to Docker Hub, at its API: the sign-in that docker itself uses, exchanged for a token that is kept in
 * memory alone (docker/docs, content/reference/api/hub/latest.yaml: `POST /v2/auth/token`).
 */
import * as v from 'valibot'
import type { HubAccount } from '../../../contract/hub/model'
import { FailureError } from '../../engine/failure-error'
import { listOf, text } from '../../engine/schema'
import type { HubClient, HubQuestion } from './hub-client'

export interface HubCredentials {
  readonly username: string
  readonly secret: string
}

export interface HubAccess {
  /** In the name of whoever is signed in; undefined where nobody is, or Hub does not take the sign-in. */
  ask<S extends v.GenericSchema>(question: HubQuestion, schema: S): Promise<{ value: v.InferOutput<S> } | undefined>
  account(signal: AbortSignal): Promise<HubAccount>
}

const Token = v.union([
  v.pipe(
    v.object({ access_token: v.pipe(v.string(), v.minLength(1)) }),
    v.transform(({ access_token }) => access_token)
  ),
  v.pipe(
    v.object({ token: v.pipe(v.string(), v.minLength(1)) }),
    v.transform(({ token }) => token)
  )
])
const Organisations = v.object({ results: listOf(v.object({ orgname: text() })) })
/** Milliseconds that a token is used: Hub's own last longer. */
const lifetime = 5 * 60_000

export function createHubAccess(hub: HubClient, credentials: () => Promise<HubCredentials | undefined>): HubAccess {
  let kept: { readonly key: string; readonly token: string; readonly until: number } | undefined

  async function tokenFor(found: HubCredentials, signal: AbortSignal): Promise<string | undefined> {
    if (!hub.mayHearSecrets()) return undefined
    const key = [hub.base(), found.username, found.secret].join('\n')
    if (kept?.key === key && kept.until > Date.now()) return kept.token
    kept = undefined
    const { username, secret } = found
    try {
      const token = await hub
        .ask({ path: 'v2/auth/token', body: { identifier: username, secret }, signal }, Token)
        .catch((error: unknown) => {
          if (!(error instanceof FailureError) || error.failure.kind !== 'not-found') throw error
          return hub.ask({ path: 'v2/users/login', body: { username, password: secret }, signal }, Token)
        })
      kept = { key, token, until: Date.now() + lifetime }
      return token
    } catch (error) {
      // A password where Hub wants a second factor, or a token of the registry's alone.
      if (error instanceof FailureError && error.failure.kind === 'auth-required') return undefined
      throw error
    }
  }

  async function ask<S extends v.GenericSchema>(question: HubQuestion, schema: S) {
    const found = await credentials()
    if (found === undefined) return undefined
    const token = await tokenFor(found, question.signal)
    if (token === undefined) return undefined
    try {
      return { value: await hub.ask({ ...question, token }, schema) }
    } catch (error) {
      if (error instanceof FailureError && error.failure.kind === 'auth-required') kept = undefined
      throw error
    }
  }

  return {
    ask,
    async account(signal) {
      const found = await credentials()
      if (found === undefined) return { kind: 'signed-out' }
      const { username } = found
      if ((await tokenFor(found, signal)) === undefined) return { kind: 'refused', username }
      const answer = await ask({ path: 'v2/user/orgs', query: { page_size: '100' }, signal }, Organisations).catch(
        (error: unknown) => {
          // Whoever is in no organisation may be told that there are none to see.
          if (error instanceof FailureError && error.failure.kind !== 'cancelled') return undefined
          throw error
        }
      )
      const names = (answer?.value.results ?? []).map(({ orgname }) => orgname).filter((name) => name !== '')
      return { kind: 'signed-in', username, namespaces: [...new Set([username.toLowerCase(), ...names])] }
    }
  }
}
