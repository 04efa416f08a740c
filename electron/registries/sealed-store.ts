/** Sign-ins that no helper of Docker's keeps, encrypted by the system: Escale's own, which the docker CLI does not see. */
import type { Credentials } from './credential-helper'
import type { RegistryBook, Sealed } from './registry-book'

/** The system's encryption (platform/vault). */
export interface Sealer {
  available(): boolean
  seal(text: string): string
  open(sealed: string): string
}

export interface SealedSignIn extends Credentials {
  /** What config.json said of the registry when this was kept: where it says something else now, docker login was run since. */
  readonly over: string
}

export interface SealedStore {
  available(): boolean
  /** Undefined where there is none, or what there is can no longer be opened. */
  get(key: string): Promise<SealedSignIn | undefined>
  put(key: string, signIn: SealedSignIn): Promise<void>
  erase(key: string): Promise<void>
  /** Keys and user names. */
  list(): Promise<Readonly<Record<string, Sealed>>>
}

export function createSealedStore(book: RegistryBook, sealer: Sealer): SealedStore {
  return {
    available: () => sealer.available(),
    async get(key) {
      const { sealed } = await book.read()
      const found = Object.hasOwn(sealed, key) ? sealed[key] : undefined
      if (found === undefined || !sealer.available()) return undefined
      try {
        return { username: found.username, secret: sealer.open(found.secret), over: found.over }
      } catch {
        // Another person's, or another computer's: the registry will ask for a new sign-in.
        return undefined
      }
    },
    put: (key, { username, secret, over }) =>
      book.change(({ sealed, ...rest }) => ({
        ...rest,
        sealed: { ...sealed, [key]: { username, secret: sealer.seal(secret), over } }
      })),
    async erase(key) {
      if (!Object.hasOwn((await book.read()).sealed, key)) return
      await book.change(({ sealed, ...rest }) => ({
        ...rest,
        sealed: Object.fromEntries(Object.entries(sealed).filter(([other]) => other !== key))
      }))
    },
    list: async () => (await book.read()).sealed
  }
}
