/** Everything that is known of registries, joined: sign-ins, the list with its trust, and the client that asks them. */
import type { ProxyOf } from '../platform/web/request'
import { defaultHelper } from './default-helper'
import { openDockerConfig } from './docker-config'
import { openRegistryBook, trustIn, type RegistryBook } from './registry-book'
import { createRegistryClient, type RegistryClient } from './registry-client'
import type { TrustPlaces } from './registry-trust'
import { createSealedStore, type Sealer } from './sealed-store'
import { createSignIns, type SignIns } from './sign-ins'

export interface RegistriesOptions {
  /** Where Docker's config.json stands. */
  readonly configFolder: string
  /** Escale's own. */
  readonly userData: string
  readonly places: TrustPlaces
  readonly proxyOf: ProxyOf
  /** The system's encryption. */
  readonly sealer: Sealer
  readonly warn: (what: string, error: unknown) => void
}

export interface Registries {
  readonly signIns: SignIns
  readonly book: RegistryBook
  readonly client: RegistryClient
  readonly places: TrustPlaces
}

export function openRegistries({
  configFolder,
  userData,
  places,
  proxyOf,
  sealer,
  warn
}: RegistriesOptions): Registries {
  const book = openRegistryBook(userData, warn)
  const signIns = createSignIns({
    config: openDockerConfig(configFolder),
    sealed: createSealedStore(book, sealer),
    defaultHelper: () => defaultHelper(places)
  })
  const trustOf = async (registry: string) => trustIn(await book.read(), registry) ?? usual
  return { signIns, book, places, client: createRegistryClient({ signIns, trustOf, proxyOf, places }) }
}

const usual = { kind: 'usual' } as const
