/** `$'…'`: a quote with escapes (POSIX.1-2024, Shell Command Language, 2.2.4; bash, ksh and zsh have more of them). */

/** Of the text after `$`: where the quote ends, and what it holds; undefined where it has no end. */
export function readAnsiQuote(text: string): { readonly length: number; readonly value: string } | undefined {
  const [whole, inner] = /^'((?:[^'\\]|\\[\s\S])*)'/.exec(text) ?? []
  return whole === undefined || inner === undefined
    ? undefined
    : { length: whole.length, value: inner.replace(escape, (_whole, code: string) => meaningOf(code)) }
}

const escape = /\\(x[\da-fA-F]{1,2}|u[\da-fA-F]{1,4}|U[\da-fA-F]{1,8}|[0-7]{1,3}|c[\s\S]|[\s\S])/g

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v'
}

function meaningOf(code: string): string {
  if (/^[xuU]./.test(code)) {
    const point = Number.parseInt(code.slice(1), 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : `\\${code}`
  }
  if (/^[0-7]/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8) & 0xff)
  if (/^c./s.test(code)) return String.fromCodePoint(code.charCodeAt(1) & 0x1f)
  // A quote or a backslash is itself; an unknown escape keeps its backslash.
  return letters[code] ?? (/^["'\\?]$/.test(code) ? code : `\\${code}`)
}
