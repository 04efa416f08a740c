/** An opened log's past and present as one row of numbers: from 0 on what came since it was opened (and a first screen of what was there), below 0 what is older. */
import { LogStore, type Block, type StoreLimits } from './log-store'
import type { LineBatch } from './line-batch'

/** Some 1.6 million lines are as high as a page can be; the bytes are what one log may take of memory. */
export const usualLimits: StoreLimits = { bytes: 256 * 1024 * 1024, lines: 1_600_000 }

/** Lines of one block, by their places in it and by the number of the first. */
export interface Stretch {
  readonly block: Block
  readonly from: number
  readonly to: number
  /** The number of the line at place 0 of the block. */
  readonly base: number
}

export class KeptLog {
  #present: LogStore
  #past: LogStore | undefined
  /** The present's number 0, as the store counts. */
  readonly #limits: StoreLimits
  #cleared = 0

  constructor(limits = usualLimits) {
    this.#limits = limits
    this.#present = new LogStore(limits)
  }

  get first(): number {
    const past = this.#past
    return past === undefined || past.end === past.first ? this.#present.first : past.first - past.end
  }

  get end(): number {
    return this.#present.end
  }

  get kept(): number {
    return this.end - this.first
  }

  /** How many went because there were too many. */
  get dropped(): number {
    return (this.#past?.first ?? 0) + this.#present.first - this.#cleared
  }

  append(batch: LineBatch, origin: number, from?: number, to?: number): void {
    this.#present.append(batch, origin, from, to)
    this.#dropPast()
  }

  /** Puts older lines before all. */
  putPast(past: LogStore): void {
    this.#past = past
    this.#dropPast()
  }

  clear(): void {
    this.#past = undefined
    this.#present.clear()
    this.#cleared = this.#present.first
  }

  find(line: number): { readonly block: Block; readonly index: number } | undefined {
    return line >= 0 ? this.#present.find(line) : this.#past?.find(line + this.#past.end)
  }

  /** The stretch that begins with a line, to the end of its block. */
  stretchFrom(line: number): Stretch | undefined {
    const found = this.find(line)
    if (found === undefined) return undefined
    return { block: found.block, from: found.index, to: found.block.count, base: line - found.index }
  }

  /** The stretch that ends before a line, from the beginning of its block. */
  stretchBefore(line: number): Stretch | undefined {
    const found = this.find(line - 1)
    if (found === undefined) return undefined
    return { block: found.block, from: 0, to: found.index + 1, base: line - 1 - found.index }
  }

  #dropPast(): void {
    const past = this.#past
    if (past === undefined) return
    const { bytes, lines } = this.#limits
    while (past.blocks.length > 0 && (past.bytes + this.#present.bytes > bytes || this.kept > lines)) past.dropOldest()
  }
}
