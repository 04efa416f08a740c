/** Which registries one looks into, and how far they are trusted. */
import type { book as contract } from '../../../../contract/registries/book/api'
import type { KnownRegistry, Trust } from '../../../../contract/registries/book/model'
import type { Engines } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import type { Handlers } from '../../../ipc/handlers'
import type { ChosenFiles } from '../../../platform/chosen-files'
import { registriesOf } from '../../../registries/engine-registries'
import { trustIn, type KeptTrust, type RegistryBook } from '../../../registries/registry-book'
import { registryName } from '../../../registries/registry-name'
import {
  certificateFolders,
  readAuthorities,
  readAuthority,
  type TrustPlaces
} from '../../../registries/registry-trust'

interface Parts {
  readonly engines: Engines
  readonly book: RegistryBook
  readonly chosen: ChosenFiles
  readonly places: TrustPlaces
}

const shown = (trust: KeptTrust): Trust =>
  trust.kind === 'authority' ? { kind: 'authority', file: trust.file } : { kind: trust.kind }

export function bookHandlers({ engines, book, chosen, places }: Parts): Handlers<typeof contract> {
  return {
    async known() {
      const { registries } = await book.read()
      return Object.entries(registries)
        .map(([registry, { trust }]): KnownRegistry => ({ registry, trust: shown(trust) }))
        .sort((one, other) => one.registry.localeCompare(other.registry))
    },

    async add({ registry: name }) {
      const registry = registryName(name)
      const known = trustIn(await book.read(), registry)
      if (known !== undefined) return { registry, trust: shown(known) }
      await put(book, registry, { kind: 'usual' })
      return { registry, trust: { kind: 'usual' } }
    },

    async drop({ registry: name }) {
      const registry = registryName(name)
      await book.change(({ registries, ...rest }) => ({
        ...rest,
        registries: Object.fromEntries(Object.entries(registries).filter(([key]) => key !== registry))
      }))
    },

    async trust({ registry: name, trust }) {
      const registry = registryName(name)
      const kept: KeptTrust =
        trust.kind === 'authority' ? await authorityIn(chosen.check(trust.file)) : { kind: trust.kind }
      await put(book, registry, kept)
      return { registry, trust: shown(kept) }
    },

    async view({ connection, registry: name }, { signal }) {
      const registry = registryName(name)
      const [seen, kept] = await Promise.all([registriesOf(engines.get(connection), signal), book.read()])
      const all = certificateFolders(registry, places)
      // A rootless engine looks in the person's own folder, the second; the others follow as they are.
      const folders = seen.rootless && all.length === 3 ? [all[1] ?? '', ...all.filter((_, index) => index !== 1)] : all
      return {
        registry,
        trust: shown(trustIn(kept, registry) ?? { kind: 'usual' }),
        insecureForEngine: seen.isInsecure(registry),
        mirrors: [...seen.mirrors],
        certificates: [...(await readAuthorities(folders)).files],
        folders,
        desktop: seen.desktop,
        rootless: seen.rootless,
        engineOs: seen.os
      }
    }
  }
}

const put = (book: RegistryBook, registry: string, trust: KeptTrust): Promise<void> =>
  book.change(({ registries, ...rest }) => ({ ...rest, registries: { ...registries, [registry]: { trust } } }))

async function authorityIn(path: string): Promise<KeptTrust> {
  const { file, pem } = await readAuthority(path)
  if (pem === undefined)
    throw new FailureError({
      kind: 'invalid-input',
      field: 'file',
      message: `${path}: ${file.problem ?? 'no certificate'}`
    })
  return { kind: 'authority', file: path, pem }
}
