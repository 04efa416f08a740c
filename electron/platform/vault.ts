/**
 * The system's own encryption (Keychain, DPAPI, Secret Service or KWallet) for what Escale keeps of its own. Where there is
 * none, Chromium would encrypt with a password that everybody knows: that counts as none.
 */
import { safeStorage } from 'electron'

export interface Vault {
  /** Whether what is sealed can be opened by this person on this computer alone. */
  available(): boolean
  /** In base64. */
  seal(text: string): string
  /** Throws where it was sealed by somebody else, or elsewhere. */
  open(sealed: string): string
}

const known: ReadonlySet<string> = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'])

export const systemVault = (): Vault => ({
  available: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || known.has(safeStorage.getSelectedStorageBackend())),
  seal: (text) => safeStorage.encryptString(text).toString('base64'),
  open: (sealed) => safeStorage.decryptString(Buffer.from(sealed, 'base64'))
})
