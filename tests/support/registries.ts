/** What Escale knows of registries, in folders of its own, for tests that ask real ones. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRegistries, type Registries } from '../../electron/registries/open-registries'

export interface TestRegistries extends Registries {
  /** Docker's configuration, Escale's own files, and the home, all in one. */
  readonly folder: string
  readonly remove: () => void
}

export function makeRegistries(): TestRegistries {
  const folder = mkdtempSync(join(tmpdir(), 'escale-registries-'))
  const known = openRegistries({
    configFolder: folder,
    userData: folder,
    places: { platform: 'linux', home: folder, environment: {} },
    proxyOf: () => undefined,
    warn: () => undefined
  })
  return { ...known, folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
