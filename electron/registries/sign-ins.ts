/** Who is signed in where: Docker's own config.json and helpers, so that the docker CLI and the app share it. */
import type { SignIn } from '../../contract/registries/model'
import { logWarning } from '../platform/log'
import { eraseFrom, getFrom, listOf, storeIn, type Credentials } from './credential-helper'
import type { DockerConfig, DockerConfigFile } from './docker-config'
import { hubKey, keyOf, registryName } from './registry-name'

export interface SignIns {
  /** Undefined: nobody is signed in there. Throws FailureError where they cannot be read. */
  credentials(registry: string): Promise<Credentials | undefined>
  /** `X-Registry-Auth` for the engine; undefined where nobody is signed in, or it cannot be told. */
  header(registry: string): Promise<string | undefined>
  list(): Promise<SignIn[]>
  /** Where secrets of this registry go: a helper's name, or undefined where only the file is left. */
  helperFor(registry: string): Promise<string | undefined>
  /** Keeps them where helperFor says; in the file, in base64 that anybody can read, where there is no helper. */
  keep(registry: string, credentials: Credentials): Promise<void>
  forget(registry: string): Promise<void>
}

/** docker's `<token>`: the secret is one that the registry gave in place of a password. */
const tokenUser = '<token>'

const helperIn = ({ credHelpers, credsStore }: DockerConfig, key: string): string | undefined =>
  credHelpers[key] || credHelpers[registryName(key)] || credsStore || undefined

/** Older entries have `https://ghcr.io/v1/` for `ghcr.io`. */
const entryIn = ({ auths }: DockerConfig, key: string): DockerConfig['auths'][string] | undefined =>
  auths[key] ?? Object.entries(auths).find(([other]) => keyOf(registryName(other)) === key)?.[1]

function decode(entry: DockerConfig['auths'][string]): Credentials | undefined {
  const { auth, identitytoken, username, password } = entry
  const [, user = '', secret = ''] =
    /^([^:]*):([\s\S]*)$/.exec(Buffer.from(auth ?? '', 'base64').toString('utf8')) ?? []
  if (identitytoken !== undefined && identitytoken !== '') return { username: tokenUser, secret: identitytoken }
  if (secret !== '') return { username: user, secret: secret.replace(/\0+$/, '') }
  return username !== undefined && password !== undefined ? { username, secret: password } : undefined
}

export function createSignIns(config: DockerConfigFile): SignIns {
  async function credentials(registry: string): Promise<Credentials | undefined> {
    const key = keyOf(registryName(registry))
    const known = await config.read()
    const helper = helperIn(known, key)
    const kept = helper === undefined ? undefined : await getFrom(helper, key)
    if (kept !== undefined) return kept
    const entry = entryIn(known, key)
    return entry === undefined ? undefined : decode(entry)
  }

  return {
    credentials,

    async header(registry) {
      try {
        const found = await credentials(registry)
        if (found === undefined) return undefined
        const name = registryName(registry)
        const server = { serveraddress: keyOf(name) }
        const body =
          found.username === tokenUser
            ? { identitytoken: found.secret, ...server }
            : { username: found.username, password: found.secret, ...server }
        return Buffer.from(JSON.stringify(body)).toString('base64url')
      } catch (error) {
        // A public image needs nobody to be signed in: the registry will say where one must.
        logWarning('The sign-in could not be read', error)
        return undefined
      }
    },

    async list() {
      const known = await config.read()
      const found = new Map<string, SignIn>()
      const add = (key: string, username: string, keeper: SignIn['keeper'], helper?: string): void => {
        const registry = registryName(key)
        if (!found.has(registry))
          found.set(registry, { registry, username, keeper, ...(helper === undefined ? {} : { helper }) })
      }
      for (const [key, helper] of Object.entries(known.credHelpers)) {
        const kept = await getFrom(helper, key).catch(() => undefined)
        if (kept !== undefined) add(key, kept.username, 'helper', helper)
      }
      if (known.credsStore !== '') {
        const all = await listOf(known.credsStore).catch((error: unknown) => {
          logWarning('The credential helper could not be asked', error)
          return {}
        })
        // Docker Hub's helper entries hold tokens of their own beside the sign-in.
        for (const [key, username] of Object.entries(all))
          if (!/\/(access|refresh)-token$/.test(key)) add(key, username, 'helper', known.credsStore)
      }
      for (const [key, entry] of Object.entries(known.auths)) {
        const kept = decode(entry)
        if (kept !== undefined) add(key, kept.username, 'file')
      }
      return [...found.values()].sort((one, other) => one.registry.localeCompare(other.registry))
    },

    async helperFor(registry) {
      return helperIn(await config.read(), keyOf(registryName(registry)))
    },

    async keep(registry, kept) {
      const key = keyOf(registryName(registry))
      const helper = helperIn(await config.read(), key)
      if (helper === undefined) {
        const auth = Buffer.from(`${kept.username}:${kept.secret}`).toString('base64')
        return config.setAuth(key, kept.username === tokenUser ? { identitytoken: kept.secret } : { auth })
      }
      await storeIn(helper, key, kept)
      // As docker's CLI: the file says that there is one, and nothing of it.
      await config.setAuth(key, {})
    },

    async forget(registry) {
      const key = keyOf(registryName(registry))
      const known = await config.read()
      const helper = helperIn(known, key)
      if (helper !== undefined) await eraseFrom(helper, key)
      for (const other of Object.keys(known.auths))
        if (keyOf(registryName(other)) === key || other === key) await config.setAuth(other, undefined)
    }
  }
}

export { hubKey }
