/** The one way out to the person's browser: web pages only, and never with a name or password in the address. */
import { shell } from 'electron'
import { safeWebAddress } from './web-address'

export async function openExternal(address: string): Promise<void> {
  // eslint-disable-next-line no-restricted-properties -- this is the one wrapper
  await shell.openExternal(safeWebAddress(address))
}
