/**
 * A pasted command line as PowerShell would split it for a program (about_Quoting_Rules, about_Parsing): backticks
 * escape and continue lines, doubled quotes stand for themselves. Nothing is ever run.
 */
import type { Tokens } from './tokenize'
import { WordBuilder } from './word-builder'

/** PowerShell takes typographic quotes for plain ones. */
const isSingle = (character: string): boolean => /^['\u2018-\u201b]$/.test(character)
const isDouble = (character: string): boolean => /^["\u201c-\u201e]$/.test(character)
const escapes: Readonly<Record<string, string>> = { '0': '', n: '\n', r: '\r', t: '\t' }

export function tokenizePowershell(pasted: string): Tokens {
  const source = pasted.replace(/\r\n?/g, '\n')
  const builder = new WordBuilder()
  const finish = (rest: string): Tokens => {
    builder.end()
    return { kind: 'words', words: builder.words, rest: rest.trim() }
  }
  let at = 0
  while (at < source.length) {
    const character = source.charAt(at)
    const began = builder.words.length > 0 || builder.within
    if (character === '`') {
      const next = source.charAt(at + 1)
      if (/\s/.test(next) && next !== '\n' && /^`[ \t]*\n/.test(source.slice(at))) at = source.indexOf('\n', at) - 1
      else if (next !== '\n' && next !== '') builder.add(next)
      at += 2
    } else if (character === '\n' || /[;|&<>]/.test(character)) {
      if (began || character !== '\n') return finish(source.slice(at))
      at++
    } else if (/\s/.test(character)) {
      builder.end()
      at++
    } else if (character === '#' && !builder.within) {
      const line = source.indexOf('\n', at)
      at = line < 0 ? source.length : line
    } else if (isSingle(character)) {
      builder.add('')
      for (at++; ; at++) {
        if (at >= source.length) return { kind: 'unclosed', quote: "'" }
        const inner = source.charAt(at)
        if (isSingle(inner) && !isSingle(source.charAt(at + 1))) break
        if (isSingle(inner)) at++
        builder.add(source.charAt(at))
      }
      at++
    } else if (isDouble(character)) {
      builder.add('')
      at++
      for (;;) {
        if (at >= source.length) return { kind: 'unclosed', quote: '"' }
        const inner = source.charAt(at)
        if (isDouble(inner) && !isDouble(source.charAt(at + 1))) break
        if (isDouble(inner)) {
          builder.add(source.charAt(at + 1))
          at += 2
        } else if (inner === '`') {
          const escaped = source.charAt(at + 1)
          builder.add(escapes[escaped] ?? escaped)
          at += 2
        } else {
          const taken = inner === '$' ? expansion(builder, source.slice(at)) : 0
          if (taken === undefined) return { kind: 'unclosed', quote: '$(' }
          if (taken === 0) builder.add(inner)
          at += Math.max(taken, 1)
        }
      }
      at++
    } else {
      const taken = character === '$' ? expansion(builder, source.slice(at)) : 0
      if (taken === undefined) return { kind: 'unclosed', quote: '$(' }
      if (taken === 0 && character === '~' && !builder.within) builder.expand({ kind: 'home', text: '~' })
      else if (taken === 0) {
        if (/[*?[]/.test(character)) builder.expand({ kind: 'pattern', text: character })
        else builder.add(character)
      }
      at += Math.max(taken, 1)
    }
  }
  return finish('')
}

/** `$env:NAME`, `${env:NAME}`, `$NAME`, `${NAME}`, `$(…)`: how long it is; 0 where a `$` is itself, undefined without end. */
function expansion(builder: WordBuilder, rest: string): number | undefined {
  const [text, environment, plain, braced] =
    /^\$(?:env:(\w+)|(\w+)|\{(?:env:)?([^{}]+)\})/i.exec(rest) ?? ([] as (string | undefined)[])
  const name = environment ?? plain ?? braced
  if (text !== undefined) {
    const isPlain = name !== undefined && /^[A-Za-z_]\w*$/.test(name)
    builder.expand({ kind: 'variable', text, ...(isPlain ? { name } : {}) })
    return text.length
  }
  if (!rest.startsWith('$(')) return 0
  let depth = 0
  for (let at = 1; at < rest.length; at++) {
    if (rest.charAt(at) === '(') depth++
    else if (rest.charAt(at) === ')' && --depth === 0) {
      builder.expand({ kind: 'substitution', text: rest.slice(0, at + 1) })
      return at + 1
    }
  }
  return undefined
}
