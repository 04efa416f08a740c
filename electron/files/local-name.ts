/** Names of a container as names of this computer: their bytes where the system takes any, else text that it can have. */
import { sep } from 'node:path'

/** Windows cannot have these; source: "Naming Files, Paths, and Namespaces", learn.microsoft.com. */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i
const forbidden = /[<>:"|?*\\\u0000-\u001f]|[. ]$/

/** `parts` as latin1, a character a byte. Whether the system can have such names: macOS and Windows want text. */
export function canHave(parts: readonly string[], platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== 'win32' && platform !== 'darwin') return true
  return parts.every((part) => {
    const text = textOf(part)
    return text !== undefined && (platform === 'darwin' || !(device.test(text) || forbidden.test(text)))
  })
}

function textOf(latin: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(latin, 'latin1'))
  } catch {
    // No UTF-8.
    return undefined
  }
}

/** A path under `root`; Linux is given the bytes as they are. */
export function localPath(
  root: string,
  parts: readonly string[],
  platform: NodeJS.Platform = process.platform
): string | Buffer {
  if (platform === 'win32' || platform === 'darwin') return [root, ...parts.map((part) => textOf(part) ?? '')].join(sep)
  return Buffer.concat([Buffer.from(root), ...parts.map((part) => Buffer.from(`/${part}`, 'latin1'))])
}

/** Where a link of `folder` leads, when that is certainly within what its first part names; else undefined. */
export function staysWithin(folder: readonly string[], target: string): boolean {
  if (target === '' || target.startsWith('/') || target.includes('\\')) return false
  const parts = target.split('/').filter((part) => part !== '' && part !== '.')
  const ups = parts.findIndex((part) => part !== '..')
  const rest = ups === -1 ? [] : parts.slice(ups)
  // A step up behind a name could go up from wherever that name, another link, leads.
  if (rest.includes('..')) return false
  return folder.length - (ups === -1 ? parts.length : ups) >= 1
}
