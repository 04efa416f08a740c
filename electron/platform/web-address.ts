/** Guards the way out: only what is a web page, and says nothing about the person, may be opened. */
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
