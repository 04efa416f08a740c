/** Looks through an opened log for lines of one source or with what is wanted: what is there in slices, what comes as it comes. */
import { FailureError } from '../../../engine/failure-error'
import { HitIndex } from './hit-index'
import type { KeptLog, Stretch } from './kept-log'
import { stderrTag, stdoutTag } from './line-batch'
import { LogMatcher, TooSlow, type Wanted } from './log-matcher'

export interface Look extends Wanted {
  readonly only: boolean
  readonly source?: 'stdout' | 'stderr'
}

export class LogLooker {
  readonly matcher: LogMatcher | undefined
  /** Lines with what is wanted; undefined where nothing is. */
  readonly hits: HitIndex | undefined
  /** Lines of the one source that is wanted. */
  readonly ofSource: HitIndex | undefined
  readonly refused: { readonly kind: 'expression' | 'slow'; readonly detail: string } | undefined
  #slow = false
  readonly #tag: number | undefined
  /** All between them has been looked at. */
  #from = 0
  #to = 0

  constructor(
    readonly log: KeptLog,
    readonly look: Look
  ) {
    const { words, source } = look
    if (words !== '')
      try {
        this.matcher = new LogMatcher(look)
      } catch (error) {
        if (!(error instanceof FailureError)) throw error
        this.refused = { kind: 'expression', detail: error.failure.message }
      }
    this.hits = words === '' ? undefined : new HitIndex()
    this.#tag = source === undefined ? undefined : source === 'stderr' ? stderrTag : stdoutTag
    this.ofSource = source === undefined ? undefined : new HitIndex()
    this.#from = this.#to = Math.max(0, log.first)
  }

  get slow(): boolean {
    return this.#slow
  }

  get isDone(): boolean {
    if (this.hits === undefined && this.ofSource === undefined) return true
    return this.#to >= this.log.end && this.#from <= this.log.first
  }

  /** Looks at a megabyte at most: the newest lines first, then further and further back. */
  step(): void {
    const { log } = this
    this.#to = Math.max(this.#to, log.first)
    if (this.#to < log.end) {
      const stretch = log.stretchFrom(this.#to)
      if (stretch === undefined) return void (this.#to = log.end)
      this.#scan(stretch, (index, line) => index.pushRecent(line), false)
      this.#to = stretch.base + stretch.to
      return
    }
    const stretch = this.#from > log.first ? log.stretchBefore(this.#from) : undefined
    if (stretch === undefined) return void (this.#from = log.first)
    this.#scan(stretch, (index, line) => index.pushOld(line), true)
    this.#from = stretch.base + stretch.from
  }

  #scan({ block, from, to, base }: Stretch, push: (index: HitIndex, line: number) => void, backwards: boolean): void {
    const { hits, ofSource } = this
    const tag = this.#tag
    const order = (lines: number[]): number[] => (backwards ? lines.reverse() : lines)
    if (ofSource !== undefined) {
      const lines: number[] = []
      for (let index = from; index < to; index++) if (block.sources[index] === tag) lines.push(index)
      for (const index of order(lines)) push(ofSource, base + index)
    }
    if (hits === undefined || this.matcher === undefined || this.#slow) return
    const lines: number[] = []
    try {
      this.matcher.search(block, from, to, (index) => {
        if (tag === undefined || block.sources[index] === tag) lines.push(index)
      })
    } catch (error) {
      if (!(error instanceof TooSlow)) throw error
      this.#slow = true
    }
    for (const index of order(lines)) push(hits, base + index)
  }
}
