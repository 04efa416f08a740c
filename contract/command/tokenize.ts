/**
 * A pasted command line as a POSIX shell would split it (POSIX.1-2024, Shell Command Language, 2.2 and 2.3): quotes,
 * escapes, line continuations, comments. Nothing is ever run: what the shell would fill in is named in its word.
 */

import { readAnsiQuote } from './ansi-quote'

/** Something that only a shell can fill in; its text stands in the word as it was pasted. */
export interface Expansion {
  readonly kind: 'variable' | 'substitution' | 'pattern' | 'braces' | 'home'
  /** `$PWD`, `${NAME:-x}`, `$(id -u)`, `*`, `{a,b}`, `~/src`. */
  readonly text: string
  /** The name, of a plain variable: `$NAME` or `${NAME}`. */
  readonly name?: string
}

export interface Word {
  readonly text: string
  readonly expansions: readonly Expansion[]
}

export type Tokens =
  | {
      readonly kind: 'words'
      readonly words: readonly Word[]
      /** What follows the first command (`| less`, `&& …`, `> file`), as it was pasted; empty: nothing. */
      readonly rest: string
      /** Over what a shell would stumble, though what is meant is plain: `\ ` at a line's end, a remark between lines. */
      readonly stumbles?: readonly string[]
    }
  | { readonly kind: 'unclosed'; readonly quote: "'" | '"' | '`' | '$(' | '${' }

const blank = /[ \t\p{Zs}]/u
/** They come from web pages and text programs; nobody typed them. */
const invisible = /[\u200b\u2060\ufeff]/
/** bash, ksh and zsh make a word of each. */
const braceList = /^\{[^\s{}'"$`]*(?:,|\.\.)[^\s{}'"$`]*\}/
/** A substitution without a command leaves nothing: people put remarks between lines so. */
const remarkAlone = /^`\s*#[^`\n]*`/
const otherCommand = /^(?:[$#%>] ?)?(?:sudo |doas )?(?:docker|podman)[ \t]+[a-z-]/

/** Thrown within this file only: a quote that has no end. */
class Unclosed extends Error {
  constructor(readonly quote: "'" | '"' | '`' | '$(' | '${') {
    super(quote)
  }
}

/** The words of the first command in `source`; in one that was `pasted` what got lost on the way is read as it was meant. */
export function tokenize(source: string, { pasted = false }: { readonly pasted?: boolean } = {}): Tokens {
  try {
    return new Reader(source.replace(/\r\n?/g, '\n'), pasted).read()
  } catch (error) {
    if (error instanceof Unclosed) return { kind: 'unclosed', quote: error.quote }
    throw error
  }
}

class Reader {
  private at = 0
  private text = ''
  /** Whether a word is under way: quotes begin one even where they hold nothing. */
  private within = false
  private expansions: Expansion[] = []
  private readonly words: Word[] = []
  private readonly stumbles: string[] = []
  /** Whether the line so far was promised to go on, by a backslash at the end of the one before. */
  private continued = false

  /** Whether lines went on without saying so. */
  private isBroken = false

  constructor(
    private readonly source: string,
    private readonly pasted: boolean
  ) {}

  read(): Tokens {
    while (this.at < this.source.length) {
      const character = this.source.charAt(this.at)
      if (character === '\n' && this.pasted && this.brokenLine()) continue
      if (character === '\n' || /[;|&<>()]/.test(character)) {
        const number = /^\d+$/.test(this.text) && /[<>]/.test(character) ? this.text.length : 0
        const before = character === '\n' ? this.words.length + (this.within ? 1 : 0) : 1
        // Empty lines before a command are nothing; a digit right before ">" belongs to the redirection.
        if (before > 0) return this.end(this.source.slice(this.at - number), number > 0)
        this.at++
      } else if (blank.test(character)) {
        // A no-break space comes from a web page: whoever wrote the command meant a plain one.
        this.endWord()
        this.at++
      } else if (invisible.test(character)) this.at++
      else if (character === '#' && !this.within) this.comment()
      else this.one(character)
    }
    return this.end('', false)
  }

  private end(rest: string, dropWord: boolean): Tokens {
    if (!dropWord) this.endWord()
    // Comments that follow are no command.
    return {
      kind: 'words',
      words: this.words,
      rest: /^\s*;?(?:\s*#[^\n]*(?:\n|$))*\s*$/.test(rest) ? '' : rest.trim(),
      ...(this.stumbles.length === 0 ? {} : { stumbles: this.stumbles })
    }
  }

  private endWord(): void {
    if (this.within) this.words.push({ text: this.text, expansions: this.expansions })
    this.text = ''
    this.expansions = []
    this.within = false
  }

  /** One character outside quotes, or what it opens. */
  private one(character: string): void {
    if (character === '\\') return this.escape()
    const remark = character === '`' ? remarkAlone.exec(this.source.slice(this.at)) : null
    if (remark !== null) {
      this.at += remark[0].length
      return
    }
    this.continued = false
    if (character === '~' && !this.within) return this.home()
    this.within = true
    if (character === "'") this.single()
    else if (character === '$' && this.source.charAt(this.at + 1) === "'") this.ansi()
    // bash's quotes for what is to be translated: the text itself.
    else if (character === '$' && this.source.charAt(this.at + 1) === '"') this.at++
    else if (character === '"') this.double()
    else if (character === '$' || character === '`') this.expansion()
    else {
      const [braces] = character === '{' ? (braceList.exec(this.source.slice(this.at)) ?? []) : []
      if (braces !== undefined) this.expansions.push({ kind: 'braces', text: braces })
      if (/[*?[]/.test(character)) this.expansions.push({ kind: 'pattern', text: character })
      this.text += character
      this.at++
    }
  }

  private escape(): void {
    const next = this.source.charAt(this.at + 1)
    if (this.pasted && this.lostEnd()) return
    this.at += 2
    this.continued = next === '\n'
    if (next === '\n') return
    this.within = true
    this.text += next === '' ? '\\' : next
  }

  /** A line that was to go on: blanks stand behind its backslash, or its end was lost on the way; or nothing follows. */
  private lostEnd(): boolean {
    const [lost] = (this.within ? /^\\(?:[ \t]+(?=\n)|$)/ : /^\\(?:[ \t]+|$)/).exec(this.source.slice(this.at)) ?? []
    if (lost === undefined) return false
    this.endWord()
    this.at += lost.length
    if (this.at < this.source.length) this.stumbles.push('\\ ')
    if (this.source.charAt(this.at) === '\n') this.at++
    this.continued = true
    return true
  }

  /** `docker run` with each of its flags on a line, and nothing that says so at the lines' ends: no command begins so. */
  private brokenLine(): boolean {
    const [line, indent] = /^\n([ \t]*)(?=\S)/.exec(this.source.slice(this.at)) ?? []
    if (line === undefined || (this.words.length === 0 && !this.within)) return false
    const after = this.source.slice(this.at + line.length)
    const goesOn = /^--?[A-Za-z]/.test(after) || (this.isBroken && indent !== '' && !otherCommand.test(after))
    if (!goesOn) return false
    this.endWord()
    this.isBroken = true
    this.stumbles.push('↵')
    this.at += line.length
    return true
  }

  /** To the end of its line. A shell ends the command there; who pastes a remark between two lines means to go on. */
  private comment(): void {
    const end = this.source.indexOf('\n', this.at)
    const text = this.source.slice(this.at, end < 0 ? undefined : end)
    this.at += text.length
    const goesOn = /(?:^|[^\\])\\[ \t]*$/.test(text)
    if (!this.pasted || this.words.length === 0 || !(goesOn || this.continued)) return
    const [between] = /^\n(?:[ \t]*#[^\n]*\n)*[ \t]*/.exec(this.source.slice(this.at)) ?? []
    if (between === undefined) return
    const after = this.source.slice(this.at + between.length)
    if (/^(?:\n|$)/.test(after) || otherCommand.test(after)) return
    if (!goesOn && !after.startsWith('-') && !/[ \t]$/.test(between)) return
    this.stumbles.push(text.replace(/[\s\\]+$/, ''))
    this.at += between.length
  }

  private home(): void {
    const [text] = /^~[A-Za-z0-9_.-]*/.exec(this.source.slice(this.at)) ?? ['~']
    this.within = true
    this.expansions.push({ kind: 'home', text })
    this.text += text
    this.at += text.length
  }

  private single(): void {
    const end = this.source.indexOf("'", this.at + 1)
    if (end < 0) throw new Unclosed("'")
    this.text += this.source.slice(this.at + 1, end)
    this.at = end + 1
  }

  private ansi(): void {
    const quote = readAnsiQuote(this.source.slice(this.at + 1))
    if (quote === undefined) throw new Unclosed("'")
    this.text += quote.value
    this.at += 1 + quote.length
  }

  private double(): void {
    this.at++
    for (;;) {
      const character = this.source.charAt(this.at)
      if (character === '') throw new Unclosed('"')
      if (character === '"') break
      if (character === '$' || character === '`') this.expansion()
      else if (character === '\\' && /[$`"\\\n]/.test(this.source.charAt(this.at + 1))) {
        const next = this.source.charAt(this.at + 1)
        if (next !== '\n') this.text += next
        this.at += 2
      } else {
        this.text += character
        this.at++
      }
    }
    this.at++
  }

  /** `$NAME`, `${…}`, `$(…)` or backticks; a lone `$` is itself. */
  private expansion(): void {
    const rest = this.source.slice(this.at)
    const [plain, name] = /^\$([A-Za-z_]\w*|[0-9@*#?$!-])/.exec(rest) ?? []
    const [braced, bracedName] = /^\$\{([A-Za-z_]\w*)\}/.exec(rest) ?? []
    if (plain !== undefined) this.push({ kind: 'variable', text: plain, ...(/^\w/.test(name ?? '') ? { name } : {}) })
    else if (braced !== undefined) this.push({ kind: 'variable', text: braced, name: bracedName })
    else if (rest.startsWith('${')) this.push({ kind: 'variable', text: nested(rest, '${', '}') })
    else if (rest.startsWith('$(')) this.push({ kind: 'substitution', text: nested(rest, '$(', ')') })
    else if (rest.startsWith('`')) {
      const [text] = /^`(?:[^`\\]|\\[\s\S])*`/.exec(rest) ?? []
      if (text === undefined) throw new Unclosed('`')
      this.push({ kind: 'substitution', text })
    } else {
      this.text += '$'
      this.at++
    }
  }

  private push(expansion: Expansion): void {
    this.expansions.push(expansion)
    this.text += expansion.text
    this.at += expansion.text.length
  }
}

/** From `open` to the bracket that closes it, quotes within skipped. */
function nested(rest: string, open: '$(' | '${', close: ')' | '}'): string {
  let depth = 0
  for (let at = 1; at < rest.length; at++) {
    const character = rest.charAt(at)
    if (character === '\\') at++
    else if (character === "'" || character === '"') {
      const end = rest.indexOf(character, at + 1)
      if (end < 0) throw new Unclosed(character)
      at = end
    } else if (character === open.charAt(1)) depth++
    else if (character === close && --depth === 0) return rest.slice(0, at + 1)
  }
  throw new Unclosed(open)
}
