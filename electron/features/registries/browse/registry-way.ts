/** How a registry was asked, with the files and the name that it took: for the line that does the same by hand. */
import { existsSync } from 'node:fs'
import type { RegistryWay } from '../../../../contract/registries/browse/model'
import { trustIn, type RegistryBook } from '../../../registries/registry-book'
import type { RegistrySession } from '../../../registries/registry-client'
import { certificateFolders, readAuthorities, type TrustPlaces } from '../../../registries/registry-trust'
import type { SignIns } from '../../../registries/sign-ins'

interface Parts {
  readonly book: RegistryBook
  readonly places: TrustPlaces
  readonly signIns: SignIns
  readonly signal: AbortSignal
}

export async function wayOf(on: RegistrySession, { book, places, signIns, signal }: Parts): Promise<RegistryWay> {
  const seen = await on.look(signal)
  const encrypted = seen.url.startsWith('https:')
  const { files } = await readAuthorities(certificateFolders(on.registry, places))
  const usable = files.filter(({ problem }) => problem === undefined).map(({ path }) => path)
  const trust = trustIn(await book.read(), on.registry)
  const chosen = trust?.kind === 'authority' ? [trust.file] : []
  const cert = encrypted ? usable.find((path) => path.endsWith('.cert') && existsSync(keyOf(path))) : undefined
  const username =
    on.signedIn && seen.challenge !== undefined
      ? (await signIns.list()).find(({ registry }) => registry === on.registry)?.username
      : undefined
  return {
    url: seen.url,
    unchecked: encrypted && seen.by === 'nobody',
    authorities: encrypted && seen.by === 'own' ? [...usable.filter((path) => path.endsWith('.crt')), ...chosen] : [],
    ...(cert === undefined ? {} : { client: { cert, key: keyOf(cert) } }),
    ...(username === undefined || username === '' ? {} : { username }),
    ...(seen.challenge?.kind === 'bearer'
      ? { token: { realm: seen.challenge.realm, service: seen.challenge.service } }
      : {})
  }
}

const keyOf = (cert: string): string => cert.replace(/cert$/, 'key')
