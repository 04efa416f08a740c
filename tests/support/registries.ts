/** What Escale knows of registries, in folders of its own, for tests that ask real ones. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRegistries, type Registries } from '../../electron/registries/open-registries'
import type { Sealer } from '../../electron/registries/sealed-store'

/** A system without encryption of its own, as a machine without a desktop is. */
export const noSealer: Sealer = {
  available: () => false,
  seal: () => {
    throw new Error('no encryption')
  },
  open: () => {
    throw new Error('no encryption')
  }
}

/** Stands for the system's: what it seals is unlike what it was, and only it can open it. */
export function testSealer(key = 0x5a): Sealer {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ key))
  return {
    available: () => true,
    seal: (text) => turn(Buffer.from(`sealed ${text}`)).toString('base64'),
    open: (sealed) => {
      const text = turn(Buffer.from(sealed, 'base64')).toString('utf8')
      if (!text.startsWith('sealed ')) throw new Error('sealed by somebody else')
      return text.slice('sealed '.length)
    }
  }
}

export interface TestRegistries extends Registries {
  /** Docker's configuration, Escale's own files, and the home, all in one. */
  readonly folder: string
  readonly remove: () => void
}

export function makeRegistries(sealer: Sealer = noSealer): TestRegistries {
  const folder = mkdtempSync(join(tmpdir(), 'escale-registries-'))
  const known = openRegistries({
    configFolder: folder,
    userData: folder,
    places: { platform: 'linux', home: folder, environment: {} },
    proxyOf: () => undefined,
    sealer,
    warn: () => undefined
  })
  return { ...known, folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
