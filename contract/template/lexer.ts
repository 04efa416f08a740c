/** Go's text/template as tokens: text between actions, and what stands in them. Source: Go, `text/template/parse/lex.go`. */
import { TemplateError } from './problem'

export type Token =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | {
      readonly kind: 'open' | 'close' | 'space' | 'pipe' | 'declare' | 'assign' | 'comma' | 'left' | 'right' | 'dot'
      readonly at: number
    }
  | { readonly kind: 'field' | 'variable' | 'word'; readonly name: string; readonly at: number }
  | { readonly kind: 'string'; readonly value: string; readonly source: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly source: string; readonly at: number }

/** Characters of a template: nobody types more. */
const longestTemplate = 20_000

const patterns: ReadonlyArray<readonly [pattern: RegExp, make: (text: string, at: number) => Token]> = [
  [/[ \t\r\n]+/y, (_, at) => ({ kind: 'space', at })],
  [/:=/y, (_, at) => ({ kind: 'declare', at })],
  [/=/y, (_, at) => ({ kind: 'assign', at })],
  [/\|/y, (_, at) => ({ kind: 'pipe', at })],
  [/,/y, (_, at) => ({ kind: 'comma', at })],
  [/\(/y, (_, at) => ({ kind: 'left', at })],
  [/\)/y, (_, at) => ({ kind: 'right', at })],
  [/\$[\p{L}\p{Nd}_]*/uy, (text, at) => ({ kind: 'variable', name: text, at })],
  [/\.[\p{L}_][\p{L}\p{Nd}_]*/uy, (text, at) => ({ kind: 'field', name: text.slice(1), at })],
  [
    /[+-]?\d[\d_]*(?:\.\d+)?/y,
    (text, at) => ({ kind: 'number', value: Number(text.replaceAll('_', '')), source: text, at })
  ],
  [/\./y, (_, at) => ({ kind: 'dot', at })],
  [/[\p{L}_][\p{L}\p{Nd}_]*/uy, (text, at) => ({ kind: 'word', name: text, at })],
  [/`[^`]*`/y, (text, at) => ({ kind: 'string', value: text.slice(1, -1), source: text, at })],
  [/"(?:[^"\\\n]|\\[^\n])*"/y, (text, at) => ({ kind: 'string', value: unquote(text, at), source: text, at })]
]

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"'
}

function unquote(quoted: string, at: number): string {
  return quoted.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{3}|[^])/g, (_, code: string) => {
    const [first = ''] = code
    if (code.length > 1)
      return String.fromCharCode(Number.parseInt(/\d/.test(first) ? code : code.slice(1), /\d/.test(first) ? 8 : 16))
    const plain = escapes[code]
    if (plain === undefined) throw new TemplateError('parse', 'invalid syntax', at)
    return plain
  })
}

/** Throws TemplateError for what Go refuses too. */
export function tokenize(template: string): readonly Token[] {
  if (template.length > longestTemplate) throw new TemplateError('limit', 'The template is too long', 0)
  const tokens: Token[] = []
  let at = 0
  let trims = false
  while (at < template.length) {
    const open = template.indexOf('{{', at)
    let text = template.slice(at, open === -1 ? undefined : open)
    if (trims) text = text.replace(/^[ \t\r\n]+/, '')
    const trimsBefore = open !== -1 && /^-[ \t\r\n]/.test(template.slice(open + 2, open + 4))
    if (trimsBefore) text = text.replace(/[ \t\r\n]+$/, '')
    if (text !== '') tokens.push({ kind: 'text', text, at })
    if (open === -1) return tokens
    const start = open + 2 + (trimsBefore ? 2 : 0)
    const comment = /\/\*[^]*?\*\/([ \t\r\n]-)?\}\}/y
    comment.lastIndex = start
    const found = comment.exec(template)
    if (found !== null) {
      trims = found[1] !== undefined
      at = comment.lastIndex
      continue
    }
    if (template.startsWith('/*', start)) throw new TemplateError('parse', 'unclosed comment', start)
    tokens.push({ kind: 'open', at: open })
    const end = inAction(template, start, tokens)
    trims = end.trims
    at = end.at
  }
  return tokens
}

function inAction(template: string, start: number, tokens: Token[]): { readonly at: number; readonly trims: boolean } {
  let at = start
  while (at < template.length) {
    const trimming = /^[ \t\r\n]-\}\}/.test(template.slice(at, at + 4))
    if (trimming || template.startsWith('}}', at)) {
      tokens.push({ kind: 'close', at })
      return { at: at + (trimming ? 4 : 2), trims: trimming }
    }
    const token = next(template, at)
    tokens.push(token.token)
    at = token.end
  }
  throw new TemplateError('parse', 'unclosed action', template.length)
}

function next(template: string, at: number): { readonly token: Token; readonly end: number } {
  for (const [pattern, make] of patterns) {
    pattern.lastIndex = at
    const text = pattern.exec(template)?.[0]
    if (text === undefined) continue
    // What follows a space may be a trim marker.
    const cut = /[ \t\r\n]-\}\}/y
    cut.lastIndex = at + text.length - 1
    if (/^[ \t\r\n]/.test(text) && text.length > 1 && cut.test(template))
      return { token: make(text, at), end: at + text.length - 1 }
    return { token: make(text, at), end: at + text.length }
  }
  const character = String.fromCodePoint(template.codePointAt(at) ?? 0)
  if (character === '"' || character === '`')
    throw new TemplateError(
      'parse',
      character === '"' ? 'unterminated quoted string' : 'unterminated raw quoted string',
      at
    )
  if (character === "'") throw new TemplateError('unsupported', "a character such as 'x'", at)
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? ''
  throw new TemplateError('parse', `unrecognized character in action: U+${code} '${character}'`, at)
}
