/**
 * A pasted command line as cmd.exe and then the program would split it: carets escape and continue lines, percent signs
 * name variables, backslashes count before a double quote (CommandLineToArgvW). Nothing is ever run.
 */
import type { Tokens } from './tokenize'
import { WordBuilder } from './word-builder'

export function tokenizeCmd(pasted: string): Tokens {
  const source = pasted.replace(/\r\n?/g, '\n')
  const builder = new WordBuilder()
  const finish = (rest: string): Tokens => {
    builder.end()
    return { kind: 'words', words: builder.words, rest: rest.trim() }
  }
  // cmd's own view of quotes decides what it acts on; the program's view decides what is one argument.
  let shellQuoted = false
  let quoted = false
  let at = 0
  while (at < source.length) {
    let character = source.charAt(at)
    if (character === '\n' && (builder.words.length > 0 || builder.within)) return finish(source.slice(at))
    if (!shellQuoted && /[&|<>]/.test(character)) return finish(source.slice(at))
    const [variable, name] = character === '%' ? (/^%(~?\w+)%/.exec(source.slice(at)) ?? []) : []
    if (variable !== undefined && name !== undefined) {
      builder.expand({ kind: 'variable', text: variable, ...(/^[A-Za-z_]/.test(name) ? { name } : {}) })
      at += variable.length
      continue
    }
    if (character === '^' && !shellQuoted) {
      const end = /^\^[ \t]*\n/.exec(source.slice(at))
      if (end !== null) {
        at += end[0].length
        continue
      }
      character = source.charAt(++at)
      if (character === '') break
    } else if (character === '"') shellQuoted = !shellQuoted
    at++
    if (character === '\\') {
      const [slashes = ''] = /^\\*/.exec(source.slice(at)) ?? []
      const count = slashes.length + 1
      const after = at + slashes.length
      const escaped = !shellQuoted && source.charAt(after) === '^' && source.charAt(after + 1) === '"'
      const quote = escaped || source.charAt(after) === '"'
      builder.add('\\'.repeat(quote ? Math.floor(count / 2) : count))
      at = after
      if (quote && count % 2 === 1) {
        builder.add('"')
        if (!escaped) shellQuoted = !shellQuoted
        at += escaped ? 2 : 1
      }
    } else if (character === '"') {
      builder.add('')
      quoted = !quoted
    } else if (/\s/.test(character) && !quoted) builder.end()
    else builder.add(character)
  }
  return quoted ? { kind: 'unclosed', quote: '"' } : finish('')
}
