/** The one way out to the person's browser: web pages only, and never with a name or password in the address. */
import { shell } from 'electron'
import { FailureError } from '../engine/failure-error'

/** Throws FailureError (invalid-input) for any other kind of address. */
export function safeWebAddress(address: string): string {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    throw new FailureError({ kind: 'invalid-input', field: 'url', message: 'Not an address' })
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '')
    throw new FailureError({ kind: 'invalid-input', field: 'url', message: 'Only web pages are opened' })
  return url.href
}

export async function openExternal(address: string): Promise<void> {
  // eslint-disable-next-line no-restricted-properties -- this is the one wrapper
  await shell.openExternal(safeWebAddress(address))
}
