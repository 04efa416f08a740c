/**
 * Paths in a container, with every byte of them: a name there is any bytes but "/" and NUL, and need not be UTF-8. A path
 * travels with each byte that is not plain as `%FF`, also in the address of the window; what people read is made from it.
 */
import * as v from 'valibot'

/** Absolute, no empty parts, no `.` or `..`: `/tmp/caf%C3%A9`. The root is `/`. */
export const FilePath = v.pipe(
  v.string(),
  v.maxLength(3 * 4096),
  v.regex(/^\/(?:(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+(?:\/(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)*)?$/, 'Not an absolute path'),
  v.check((path) => path.split('/').every((part) => part !== '.' && part !== '..'), 'Not an absolute path'),
  v.check((path) => !/%00|%2F/.test(path), 'Not an absolute path')
)
export type FilePath = string

const hex = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
const isPlain = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  byte === 0x2d ||
  byte === 0x2e ||
  byte === 0x5f ||
  byte === 0x7e ||
  byte === 0x2f

/** Bytes as they travel; a slash stays one. */
export function escapeBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += isPlain(byte) ? String.fromCharCode(byte) : hex(byte)
  return text
}

export function bytesOfPath(path: string): Uint8Array {
  const bytes: number[] = []
  for (let at = 0; at < path.length; at++) {
    if (path[at] !== '%') bytes.push(path.charCodeAt(at))
    else {
      bytes.push(Number.parseInt(path.slice(at + 1, at + 3), 16))
      at += 2
    }
  }
  return Uint8Array.from(bytes)
}

/** What a person typed, as it travels. */
export const escapeText = (text: string): string =>
  encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD'))
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (character) => hex(character.charCodeAt(0)))

/** The exact text; undefined where the bytes are no UTF-8, and no text is exact. */
export function exactText(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    // No UTF-8: decodeURIComponent is strict about it.
    return undefined
  }
}

/** One character of UTF-8 as it travels, or one byte that is part of none. */
const character =
  /%[01][0-9A-F]|%[2-7][0-9A-F]|%[CD][0-9A-F]%[89AB][0-9A-F]|%E[0-9A-F](?:%[89AB][0-9A-F]){2}|%F[0-7](?:%[89AB][0-9A-F]){3}|%[0-9A-F]{2}/g
/** Would move the cursor, hide, or turn the text around: what is read must be what is there. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g
const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** What is read: `a\nb`, `caf\xE9`. Two names that differ look different. */
export const shownText = (path: string): string =>
  path.replace(character, (escaped) => {
    const text = exactText(escaped)
    if (text === undefined) return escaped.replaceAll('%', '\\x')
    if (text === '\\') return '\\\\'
    return text.replace(unseen, (one) => named[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
  })

export const joinPath = (folder: string, name: string): string => (folder === '/' ? `/${name}` : `${folder}/${name}`)

export function parentOf(path: string): string {
  const cut = path.lastIndexOf('/')
  return cut <= 0 ? '/' : path.slice(0, cut)
}

/** The last part; empty for the root. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** `/a/../b//c/.` as it stands in a link or was typed, from `folder`: `/b/c`. */
export function resolvePath(folder: string, path: string): string {
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** Each folder on the way to a path, from the root: for the crumbs. */
export function waysTo(path: string): readonly string[] {
  const ways = ['/']
  let at = ''
  for (const part of path.split('/').filter((one) => one !== '')) ways.push((at = `${at}/${part}`))
  return ways
}
