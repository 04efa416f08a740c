/** Who is signed in where: Docker's own config.json and helpers, so that the docker CLI and the app share it. */
import { createHash } from 'node:crypto'
import type { SignIn } from '../../contract/registries/model'
import { logWarning } from '../platform/log'
import { eraseFrom, getFrom, listOf, storeIn, type Credentials } from './credential-helper'
import type { DockerConfig, DockerConfigFile } from './docker-config'
import { keyOf, registryName } from './registry-name'
import { tokenUser } from './registry-tokens'
import type { SealedStore } from './sealed-store'

export interface SignIns {
  /** Undefined: nobody is signed in there. Throws FailureError where they cannot be read. */
  credentials(registry: string): Promise<Credentials | undefined>
  /** `X-Registry-Auth` for the engine; undefined where nobody is signed in, or it cannot be told. */
  header(registry: string): Promise<string | undefined>
  list(): Promise<SignIn[]>
  /** Where secrets of this registry go: a helper's name, or undefined where there is none. */
  helperFor(registry: string): Promise<string | undefined>
  /** Whether the system encrypts what no helper keeps. */
  canSeal(): boolean
  /**
   * With the helper, where helperFor names one. Elsewhere `plain` says: in the file, in base64 that anybody can read; or
   * encrypted by the system, for Escale alone.
   */
  keep(registry: string, credentials: Credentials, plain: boolean): Promise<void>
  forget(registry: string): Promise<void>
}

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

const digestOf = (entry: DockerConfig['auths'][string] | undefined): string =>
  entry === undefined || decode(entry) === undefined
    ? ''
    : createHash('sha256')
        .update(JSON.stringify(decode(entry)))
        .digest('hex')

export interface SignInsParts {
  readonly config: DockerConfigFile
  readonly sealed: SealedStore
  /** What docker's CLI takes where its file says nothing (./default-helper). */
  readonly defaultHelper: () => Promise<string | undefined>
}

export function createSignIns({ config, sealed, defaultHelper }: SignInsParts): SignIns {
  /** The file, with the helper that the CLI would take by itself. */
  async function readConfig(): Promise<DockerConfig & { readonly taken: string | undefined }> {
    const known = await config.read()
    const { auths, credHelpers, credsStore } = known
    const empty = credsStore === '' && Object.keys(credHelpers).length === 0 && Object.keys(auths).length === 0
    const taken = empty ? await defaultHelper() : undefined
    return { ...known, credsStore: taken ?? credsStore, taken }
  }

  async function credentials(registry: string): Promise<Credentials | undefined> {
    const key = keyOf(registryName(registry))
    const known = await readConfig()
    const helper = helperIn(known, key)
    const kept = helper === undefined ? undefined : await getFrom(helper, key)
    if (kept !== undefined) return kept
    const entry = entryIn(known, key)
    const own = await sealed.get(key)
    if (own !== undefined && own.over === digestOf(entry)) return { username: own.username, secret: own.secret }
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
      const known = await readConfig()
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
      const encrypted = Object.entries(await sealed.list())
      // Not asked in vain: a system may ask the person first.
      if (encrypted.length > 0 && sealed.available())
        for (const [key, { username, over }] of encrypted)
          if (over === digestOf(entryIn(known, key))) add(key, username, 'sealed')
      for (const [key, entry] of Object.entries(known.auths)) {
        const kept = decode(entry)
        if (kept !== undefined) add(key, kept.username, 'file')
      }
      return [...found.values()].sort((one, other) => one.registry.localeCompare(other.registry))
    },

    async helperFor(registry) {
      return helperIn(await readConfig(), keyOf(registryName(registry)))
    },

    canSeal: () => sealed.available(),

    async keep(registry, kept, plain) {
      const key = keyOf(registryName(registry))
      const known = await readConfig()
      const helper = helperIn(known, key)
      if (helper === undefined && !plain && sealed.available())
        return sealed.put(key, { ...kept, over: digestOf(entryIn(known, key)) })
      if (helper === undefined) {
        const auth = Buffer.from(`${kept.username}:${kept.secret}`).toString('base64')
        await config.setAuth(key, kept.username === tokenUser ? { identitytoken: kept.secret } : { auth })
      } else {
        await storeIn(helper, key, kept)
        // As docker's CLI: the file says that there is one, and nothing of it.
        await config.setAuth(key, {}, known.taken)
      }
      await sealed.erase(key)
    },

    async forget(registry) {
      const key = keyOf(registryName(registry))
      const known = await readConfig()
      const helper = helperIn(known, key)
      if (helper !== undefined) await eraseFrom(helper, key)
      await sealed.erase(key)
      for (const other of Object.keys(known.auths))
        if (keyOf(registryName(other)) === key || other === key) await config.setAuth(other, undefined)
    }
  }
}
