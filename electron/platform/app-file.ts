/** Which file an app:// address means: none that lies outside the window's own folder. */
import { join, normalize, sep } from 'node:path'
import { appHost } from './origin'

/** The file behind an address, or undefined where it lies outside the folder or names another host. */
export function fileFor(folder: string, address: string): string | undefined {
  const url = new URL(address)
  if (url.host !== appHost) return undefined
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch {
    return undefined
  }
  if (path.includes('\0')) return undefined
  const file = normalize(join(folder, path === '/' ? 'index.html' : path))
  return file.startsWith(folder + sep) ? file : undefined
}
