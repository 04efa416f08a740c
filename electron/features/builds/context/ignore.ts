/**
 * .dockerignore as docker reads it. Sources: moby/patternmatcher (the patterns), docker/cli's build.ReadDockerignore and
 * moby's archive (which folders are looked into), tonistiigi/fsutil (the same for BuildKit). A library would come without the
 * second half, and match the parents of each file anew.
 */
import { posix } from 'node:path'
import { FailureError } from '../../../engine/failure-error'

interface Pattern {
  /** Without `!`. */
  readonly text: string
  readonly exception: boolean
  readonly matches: (path: string) => boolean
}

/** Which patterns matched a folder: what is in it inherits that. */
export type Matched = readonly boolean[]

export interface Ignored {
  readonly ignored: boolean
  readonly matched: Matched
  /** Of a folder that is ignored: something in it may not be. */
  readonly enter: boolean
}

/** Go's filepath.Clean. */
function clean(path: string): string {
  const normal = posix.normalize(path)
  return normal.length > 1 ? normal.replace(/\/$/, '') : normal
}

/** Lines of the file as patterns, comments and empty lines left out. */
export function readIgnoreFile(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const exception = line.startsWith('!')
      let pattern = exception ? line.slice(1).trim() : line
      if (process.platform === 'win32') pattern = pattern.replaceAll('\\', '/')
      if (pattern !== '') pattern = clean(pattern)
      if (pattern.length > 1 && pattern.startsWith('/')) pattern = pattern.slice(1)
      return exception ? `!${pattern}` : pattern
    })
}

const refuse = (line: string): FailureError =>
  new FailureError({ kind: 'invalid-input', field: '.dockerignore', message: `.dockerignore: ${line}` })

/** What the pattern is made of, as a regular expression. Throws where it is none. */
function compile(pattern: string): (path: string) => boolean {
  const characters = [...pattern]
  let source = ''
  let kind: 'exact' | 'prefix' | 'suffix' | 'expression' = 'exact'
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? ''
    if (character === '*' && characters[at + 1] === '*') {
      const begins = at === 0
      at++
      if (characters[at + 1] === '/') at++
      if (at + 1 >= characters.length) {
        if (kind === 'exact') kind = 'prefix'
        else {
          source += '.*'
          kind = 'expression'
        }
      } else {
        source += '(.*/)?'
        kind = 'expression'
      }
      if (begins) kind = 'suffix'
    } else if (character === '*') {
      source += '[^/]*'
      kind = 'expression'
    } else if (character === '?') {
      // One character as Go counts them, which may be two of ours.
      source += '(?:[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|[^/\\uD800-\\uDFFF])'
      kind = 'expression'
    } else if (character === '\\') {
      const next = characters[++at]
      if (next === undefined) throw new Error('a backslash before nothing')
      source += /[A-Za-z0-9]/.test(next) ? next : `\\${next}`
      kind = 'expression'
    } else if (character === '[' || character === ']') {
      source += character
      kind = 'expression'
    } else source += /[.+()|{}$]/.test(character) ? `\\${character}` : character
  }
  if (kind === 'exact') return (path) => path === pattern
  if (kind === 'prefix') {
    const beginning = pattern.slice(0, -2)
    return (path) => path.startsWith(beginning)
  }
  if (kind === 'suffix') {
    const end = pattern.slice(2)
    return (path) => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1))
  }
  const expression = new RegExp(`^${source}$`)
  return (path) => expression.test(path)
}

const wild = /[*[\]?^]/
const withoutTrailingGlob = (text: string): string => text.replace(/\/\*\*$/, '').replace(/\/\*$/, '')

export class IgnoreRules {
  readonly #patterns: readonly Pattern[]
  readonly #exceptions: readonly string[]
  /** An exception with wildcards may be about anything below an ignored folder. */
  readonly #anywhere: boolean

  /** `way`: BuildKit looks into every folder where an exception has wildcards; the classic builder's docker does not. */
  constructor(
    lines: readonly string[],
    private readonly way: 'buildkit' | 'classic'
  ) {
    this.#patterns = lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(clean)
      .map((line) => {
        const exception = line.startsWith('!')
        const text = exception ? line.slice(1) : line
        if (text === '') throw refuse('illegal exclusion pattern: "!"')
        try {
          return { text, exception, matches: compile(text) }
        } catch {
          throw refuse(`syntax error in pattern: ${line}`)
        }
      })
    this.#exceptions = this.#patterns.filter(({ exception }) => exception).map(({ text }) => text)
    this.#anywhere = way === 'buildkit' && this.#exceptions.some((text) => wild.test(withoutTrailingGlob(text)))
  }

  /** Of patterns that say what is wanted: something in this folder may be. */
  reaches(folder: string): boolean {
    return this.#patterns.some(({ text }) => {
      const plain = withoutTrailingGlob(text)
      return wild.test(plain) || `${plain}/`.startsWith(`${folder}/`)
    })
  }

  get none(): boolean {
    return this.#patterns.length === 0
  }

  /** `path` has slashes and none at its ends; `parent` is what was said of its folder, absent at the top. */
  of(path: string, isFolder: boolean, parent: Matched | undefined): Ignored {
    let ignored = false
    const matched = this.#patterns.map((pattern, index) => {
      let match = parent?.[index] ?? false
      if (!match) {
        if (pattern.exception !== ignored) return false
        match = pattern.matches(path)
      }
      if (match) ignored = !pattern.exception
      return match
    })
    return { ignored, matched, enter: ignored && isFolder && this.mayHold(path) }
  }

  private mayHold(folder: string): boolean {
    if (this.#anywhere) return true
    return this.#exceptions.some((text) =>
      `${this.way === 'buildkit' ? withoutTrailingGlob(text) : text}/`.startsWith(`${folder}/`)
    )
  }
}
