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
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/
const colours = /\u001b\[[0-9;:]*m/g

export class TooSlow extends Error {}

export class LogMatcher {
  readonly #pattern: RegExp
  readonly #alone: boolean
  readonly #box: { work: () => void }
  readonly #context: Context
  static readonly #script = new Script('work()')

  /** Throws FailureError (invalid-input) for what is no expression. */
  constructor(wanted: Wanted) {
    const source = wanted.expression ? wanted.words : wanted.words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    // The unicode flag costs time, and tells nothing where all is ASCII.
    const unicode = /^[\u0020-\u007e]*$/.test(source) ? '' : 'u'
    try {
      this.#pattern = new RegExp(source, `g${wanted.exact ? '' : 'i'}${unicode}`)
    } catch (error) {
      throw new FailureError({ kind: 'invalid-input', message: error instanceof Error ? error.message : '' })
    }
    // An expression may take several lines for one; words cannot.
    this.#alone = wanted.expression
    this.#box = { work: () => undefined }
    this.#context = createContext(this.#box)
  }

  /** The places in a block, from `from` to `to`, of lines that have it. Throws TooSlow. */
  search(block: Block, from: number, to: number, found: (index: number) => void): void {
    if (from >= to) return
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

  /** Only what a person wrote as an expression can take forever. */
  #guarded(work: () => void): void {
    if (!this.#alone) return work()
    this.#box.work = work
    try {
      LogMatcher.#script.runInContext(this.#context, { timeout: patience })
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
    if (this.#alone || control.test(text)) {
      const plain = text.replace(colours, '')
      const strange = control.test(plain)
      const lines = plain.split('\n')
      for (let index = 0; index < to - from; index++) {
        const line = lines[index] ?? ''
        this.#pattern.lastIndex = 0
        if (this.#pattern.test(strange ? plainText(line) : line)) found(from + index)
      }
      return
    }
    this.#searchWhole(text, from, ascii ? (index) => block.startOf(index + 1) - start : undefined, found)
  }

  /** `endOf`: where a line ends in the text, where that is known without counting. */
  #searchWhole(
    text: string,
    from: number,
    endOf: ((index: number) => number) | undefined,
    found: (index: number) => void
  ): void {
    const pattern = this.#pattern
    let index = from
    let end = endOf?.(index) ?? text.indexOf('\n') + 1
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      while (end <= match.index) {
        index += 1
        end = endOf?.(index) ?? text.indexOf('\n', end) + 1
        if (end <= 0) return
      }
      found(index)
      pattern.lastIndex = end
    }
  }
}
