/** Finds what is looked for in blocks of a log: a megabyte as one text, and line by line only where that could tell otherwise. */
import { isAscii } from 'node:buffer'
import { createContext, Script, type Context } from 'node:vm'
import { plainText } from '../../../../contract/containers/logs/text'
import { FailureError } from '../../../engine/failure-error'
import type { Block } from './log-store'

export interface Wanted {
  readonly words: string
  readonly expression: boolean
  readonly exact: boolean
}

/** An expression that needs longer for one megabyte of lines, in milliseconds, would hold up everything. */
const patience = 400
/** One that is tried on all lines at once, and may run on over their ends, gets less of it before each line is looked at alone. */
const shortPatience = 150
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/
const colours = /\u001b\[[0-9;:]*m/g

/** The same in bytes: one search of the system's for each of them takes a fifth of what the expression does. */
const controlBytes = Array.from({ length: 128 }, (_, byte) => byte).filter((byte) =>
  control.test(String.fromCharCode(byte))
)
const hasControl = (bytes: Buffer): boolean => controlBytes.some((byte) => bytes.includes(byte))

export class TooSlow extends Error {}

export class LogMatcher {
  readonly #pattern: RegExp
  /** The same for many lines in one text. */
  readonly #overLines: RegExp
  readonly #guard: boolean
  #isWatched = false
  /** It is looked for in each line alone. */
  #alone: boolean
  readonly #box: { work: () => void }
  readonly #context: Context
  static readonly #script = new Script('work()')

  /** Throws FailureError (invalid-input) for what is no expression. */
  constructor(wanted: Wanted) {
    const source = wanted.expression ? wanted.words : wanted.words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    // The unicode flag costs time, and tells nothing where all is ASCII.
    const unicode = /^[\u0020-\u007e]*$/.test(source) ? '' : 'u'
    try {
      const flags = `g${wanted.exact ? '' : 'i'}${unicode}`
      this.#pattern = new RegExp(source, flags)
      this.#overLines = new RegExp(source, `${flags}m`)
    } catch (error) {
      throw new FailureError({ kind: 'invalid-input', message: error instanceof Error ? error.message : '' })
    }
    this.#guard = wanted.expression
    // Whatever an expression finds in a line it also begins to find there in many, unless it says what must not stand around it.
    this.#alone = wanted.expression && /\(\?<?!/.test(source)
    this.#box = { work: () => undefined }
    this.#context = createContext(this.#box)
  }

  /** The places in a block, from `from` to `to`, of lines that have it. Throws TooSlow. */
  search(block: Block, from: number, to: number, found: (index: number) => void): void {
    if (from >= to) return
    if (this.#guard && !this.#alone) {
      const lines: number[] = []
      try {
        this.#guarded(() => this.#search(block, from, to, (line) => lines.push(line)), shortPatience)
        return lines.forEach(found)
      } catch (error) {
        if (!(error instanceof TooSlow)) throw error
        this.#alone = true
      }
    }
    this.#guarded(() => this.#search(block, from, to, found))
  }

  /** Begin and end of each match in a text. Throws TooSlow. */
  places(text: string): number[] {
    const places: number[] = []
    this.#guarded(() => {
      this.#pattern.lastIndex = 0
      for (const match of text.matchAll(this.#pattern)) {
        if (match[0] !== '') places.push(match.index, match.index + match[0].length)
        if (places.length >= 400) break
      }
    })
    return places
  }

  /** Looks at many texts under one time limit: the watch over each alone costs more than looking. Throws TooSlow. */
  together(work: () => void): void {
    if (this.#isWatched) return work()
    try {
      this.#guarded(() => {
        this.#isWatched = true
        work()
      })
    } finally {
      this.#isWatched = false
    }
  }

  /** Only what a person wrote as an expression can take forever. */
  #guarded(work: () => void, timeout = patience): void {
    if (!this.#guard || this.#isWatched) return work()
    this.#box.work = work
    try {
      LogMatcher.#script.runInContext(this.#context, { timeout })
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new TooSlow()
      throw error
    }
  }

  #search(block: Block, from: number, to: number, found: (index: number) => void): void {
    const start = block.startOf(from)
    const bytes = block.bytes.subarray(start, block.startOf(to))
    const ascii = isAscii(bytes)
    const text = ascii ? bytes.toString('latin1') : bytes.toString('utf8')
    if (this.#alone || hasControl(bytes)) {
      const plain = text.replace(colours, '')
      const strange = control.test(plain)
      const lines = (strange ? text : plain).split('\n')
      for (let index = 0; index < to - from; index++) {
        const line = lines[index] ?? ''
        if (this.#has(strange ? plainText(line) : line)) found(from + index)
      }
      return
    }
    this.#searchWhole(text, from, ascii ? (index) => block.startOf(index + 1) - start : undefined, found)
  }

  #has(line: string): boolean {
    this.#pattern.lastIndex = 0
    return this.#pattern.test(line)
  }

  /** `endOf`: where a line ends in the text, where that is known without counting. */
  #searchWhole(
    text: string,
    from: number,
    endOf: ((index: number) => number) | undefined,
    found: (index: number) => void
  ): void {
    const pattern = this.#overLines
    let begin = 0
    let index = from
    let end = endOf?.(index) ?? text.indexOf('\n') + 1
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match !== null && match.index < text.length; match = pattern.exec(text)) {
      while (end <= match.index) {
        index += 1
        begin = end
        end = endOf?.(index) ?? text.indexOf('\n', end) + 1
        if (end <= 0) return
      }
      // What an expression found may go on over the line's end, and not be in the line alone.
      if (!this.#guard || this.#has(text.slice(begin, end - 1))) found(index)
      pattern.lastIndex = end
    }
  }
}
