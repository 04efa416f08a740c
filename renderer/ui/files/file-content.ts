/** What a file holds, by its first bytes: text and its encoding, a picture, or bytes. */

export type Content =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: string }
  | { readonly kind: 'picture'; readonly type: string }
  | { readonly kind: 'binary' }

/** Pictures that a browser draws, by how they begin, as latin1. A picture made of text is text. */
const pictures: ReadonlyArray<readonly [beginning: RegExp, type: string]> = [
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
  [/^BM[^]{4}\0\0\0\0/, 'image/bmp'],
  [/^\0\0\x01\0[^]{0,1}\0/, 'image/x-icon']
]

export function bytesOfBase64(data: string): Uint8Array {
  const latin = atob(data)
  const bytes = new Uint8Array(latin.length)
  for (let at = 0; at < latin.length; at++) bytes[at] = latin.charCodeAt(at)
  return bytes
}

const decode = (bytes: Uint8Array, encoding: string, cut: boolean): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: cut })
  } catch {
    // Not in this encoding.
    return undefined
  }
}

/** `cut`: there is more, and a character may be cut in two. */
export function readContent(bytes: Uint8Array, cut: boolean): Content {
  const beginning = String.fromCharCode(...bytes.subarray(0, 16))
  const picture = pictures.find(([pattern]) => pattern.test(beginning))
  if (picture !== undefined) return { kind: 'picture', type: picture[1] }
  const mark = beginning.startsWith('\xff\xfe') ? 'UTF-16LE' : beginning.startsWith('\xfe\xff') ? 'UTF-16BE' : undefined
  const wide = mark === undefined ? undefined : decode(bytes, mark, cut)
  if (wide !== undefined && mark !== undefined) return { kind: 'text', text: wide, encoding: mark }
  if (isBinary(bytes)) return { kind: 'binary' }
  const text = decode(bytes, 'utf-8', cut)
  if (text !== undefined) return { kind: 'text', text, encoding: 'UTF-8' }
  return { kind: 'text', text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
}

/** A NUL, or more control characters than any text has. */
function isBinary(bytes: Uint8Array): boolean {
  let odd = 0
  for (const byte of bytes.subarray(0, 8192)) {
    if (byte === 0) return true
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b && byte !== 0x0c) odd++
  }
  return odd > 8 && odd > bytes.length / 50
}

const perLine = 16
export const hexLines = (bytes: Uint8Array): number => Math.ceil(bytes.length / perLine)

/** `00000010  63 61 66 c3 a9 0a … |caf...|`, as `hexdump -C` has it. */
export function hexLine(bytes: Uint8Array, line: number): string {
  const piece = bytes.subarray(line * perLine, (line + 1) * perLine)
  const digits = Array.from({ length: perLine }, (_, at) => {
    const byte = piece[at]
    return (byte === undefined ? '  ' : byte.toString(16).padStart(2, '0')) + (at === 7 ? ' ' : '')
  }).join(' ')
  const letters = [...piece].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
  return `${(line * perLine).toString(16).padStart(8, '0')}  ${digits}  |${letters}|`
}
