/** Everything that is known of registries, joined: sign-ins, the list with its trust, and the client that asks them. */
import type { ProxyOf } from '../platform/web/request'
import { openDockerConfig } from './docker-config'
import { openRegistryBook, trustIn, type RegistryBook } from './registry-book'
import { createRegistryClient, type RegistryClient } from './registry-client'
import type { TrustPlaces } from './registry-trust'
import { createSignIns, type SignIns } from './sign-ins'

export interface RegistriesOptions {
  /** Where Docker's config.json stands. */
  readonly configFolder: string
  /** Escale's own. */
  readonly userData: string
  readonly places: TrustPlaces
  readonly proxyOf: ProxyOf
  readonly warn: (what: string, error: unknown) => void
}

export interface Registries {
  readonly signIns: SignIns
  readonly book: RegistryBook
  readonly client: RegistryClient
  readonly places: TrustPlaces
}

export function openRegistries({ configFolder, userData, places, proxyOf, warn }: RegistriesOptions): Registries {
  const signIns = createSignIns(openDockerConfig(configFolder))
  const book = openRegistryBook(userData, warn)
  const trustOf = async (registry: string) => trustIn(await book.read(), registry) ?? usual
  return { signIns, book, places, client: createRegistryClient({ signIns, trustOf, proxyOf, places }) }
}

const usual = { kind: 'usual' } as const
