/** What one window sees of an opened log: places of the lines that are shown, matches, and the lines it asked for. */
import type { LogViewInput, LogViewItem, ViewedLine } from '../../../../contract/containers/logs/model'
import { plainText } from '../../../../contract/containers/logs/text'
import { assertNever } from '../../../../contract/failure'
import { FailureError } from '../../../engine/failure-error'
import type { HitIndex } from './hit-index'
import { KeptLog } from './kept-log'
import { LogLooker, type Look } from './log-looker'
import { TooSlow, type LogMatcher } from './log-matcher'
import { stampOfLine, wholeText, WindowReader } from './log-window'

/** A view that grows is told of no oftener than this, in milliseconds. */
const pace = 33
/** And of how much has been read of what is not shown, so often. */
const readingPace = 200
/** Milliseconds for which the log is looked through before others have their turn. */
const sliceTime = 10
const widestWindow = 2_000
/** Characters: what a clipboard is given. */
const copyLimit = 45_000_000

type Asked = Extract<LogViewInput, { kind: 'window' | 'newest' }>
type Go = Extract<LogViewInput, { kind: 'go' }>

const nothing: Look = { words: '', expression: false, exact: false, only: false }

export class LogView {
  readonly log = new KeptLog()
  #looker = new LogLooker(this.log, nothing)
  #generation = 0
  #asked: Asked = { kind: 'newest', count: 200 }
  #answered: { from: number; to: number; generation: number } | undefined
  #go: Go | undefined
  readonly #said: LogViewItem[] = []
  /** Something is known of it: before that, there is nothing to tell. */
  #known = false
  #changed = true
  #wanted = false
  #looking = false
  #reading: number | undefined
  #readingTold = Number.NEGATIVE_INFINITY
  #wake = (): void => undefined
  #ended = false

  say(item: LogViewItem): void {
    this.#said.push(item)
    this.#wake()
  }

  /** Lines came or went. */
  grew(): void {
    this.#known = this.#changed = true
    this.#look()
    this.#wake()
  }

  /** How much of what is older has been read, while it is not shown. */
  set reading(lines: number | undefined) {
    this.#reading = lines
    const now = performance.now()
    if (lines !== undefined && now - this.#readingTold < readingPace) return
    this.#readingTold = now
    this.#known = this.#changed = true
    this.#wake()
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  take(input: LogViewInput): void {
    switch (input.kind) {
      case 'window':
      case 'newest':
        this.#asked = input
        this.#wanted = true
        break
      case 'look':
        this.#looker = new LogLooker(this.log, input)
        this.#generation += 1
        this.#go = undefined
        this.#wanted = this.#changed = true
        this.#look()
        break
      case 'go':
        this.#go = input
        this.#tryToGo()
        break
      case 'clear':
        this.log.clear()
        this.#looker = new LogLooker(this.log, this.#looker.look)
        this.#generation += 1
        this.#wanted = this.#changed = true
        break
      default:
        assertNever(input)
    }
    this.#wake()
  }

  /** What the window is told, the newest state of it each time: a slow window gets less, never later. */
  async *items(signal: AbortSignal): AsyncGenerator<LogViewItem, void> {
    const onAbort = (): void => this.#wake()
    signal.addEventListener('abort', onAbort, { once: true })
    let toldAt = Number.NEGATIVE_INFINITY
    try {
      while (!signal.aborted) {
        yield* this.#said.splice(0)
        const isDue = performance.now() - toldAt >= pace
        if (this.#known && (this.#wanted || (this.#changed && isDue))) {
          const changed = this.#changed
          this.#wanted = this.#changed = false
          if (changed) {
            toldAt = performance.now()
            yield this.#viewItem()
          }
          const lines = this.#linesItem(changed)
          if (lines !== undefined) yield lines
          continue
        }
        if (this.#said.length > 0) continue
        if (this.#ended && !(this.#known && this.#changed)) return
        await new Promise<void>((resolve) => {
          const timer =
            this.#known && this.#changed ? setTimeout(resolve, pace - (performance.now() - toldAt)) : undefined
          this.#wake = () => {
            if (this.#changed && !this.#wanted && this.#said.length === 0 && !signal.aborted && timer !== undefined)
              return
            clearTimeout(timer)
            resolve()
          }
        })
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  /** Lines by their places, as text. Throws FailureError where they are too many for a clipboard. */
  copy(from: number, to: number, timestamps: boolean): { readonly text: string; readonly lines: number } {
    const parts: string[] = []
    let length = 0
    const end = Math.min(to, this.#end)
    for (let place = Math.max(from, this.#first); place < end; place++) {
      const line = this.#lineAt(place)
      if (line === undefined) continue
      const text = plainText(wholeText(this.log, line))
      parts.push(timestamps ? `${stampOfLine(this.log, line)} ${text}` : text)
      length += (parts.at(-1)?.length ?? 0) + 1
      if (length > copyLimit)
        throw new FailureError({ kind: 'invalid-input', message: 'Too much for a clipboard: save it as a file' })
    }
    return { text: parts.join('\n'), lines: parts.length }
  }

  /** Which lines are shown, where not all are. */
  get #shown(): HitIndex | undefined {
    const { look, hits, ofSource } = this.#looker
    return look.only && hits !== undefined ? hits : ofSource
  }
  get #first(): number {
    return this.#placeOf(this.log.first)
  }
  get #end(): number {
    return this.#shown?.end ?? this.log.end
  }
  #placeOf(line: number): number {
    return this.#shown?.placeOf(line) ?? line
  }
  #lineAt(place: number): number | undefined {
    const shown = this.#shown
    return shown === undefined ? place : shown.at(place)
  }

  #viewItem(): LogViewItem {
    const { hits, refused, slow, isDone } = this.#looker
    const { kept, dropped } = this.log
    return {
      kind: 'view',
      generation: this.#generation,
      first: this.#first,
      end: this.#end,
      kept,
      dropped,
      reading: this.#reading,
      found: hits === undefined ? undefined : hits.end - hits.placeOf(this.log.first),
      looking: !isDone,
      refused: refused?.kind ?? (slow ? 'slow' : undefined),
      detail: refused?.detail
    }
  }

  /** The lines that were asked for, unless the window has them. */
  #linesItem(changed: boolean): LogViewItem | undefined {
    const asked = this.#asked
    const newest = asked.kind === 'newest'
    const end = Math.min(newest ? this.#end : asked.to, this.#end)
    const from = Math.max(newest ? end - asked.count : asked.from, this.#first, end - widestWindow)
    const last = this.#answered
    const generation = this.#generation
    if (changed && last?.from === from && last.to === end && last.generation === generation) return undefined
    this.#answered = { from, to: end, generation }
    return { kind: 'lines', generation, from, lines: this.#read(from, end) }
  }

  #read(from: number, end: number): ViewedLine[] {
    const matcher = this.#looker.slow ? undefined : this.#looker.matcher
    const read = (by: LogMatcher | undefined): ViewedLine[] => {
      const reader = new WindowReader(this.log, by)
      const lines = []
      for (let place = from; place < end; place++) {
        const line = this.#lineAt(place)
        const viewed = line === undefined ? undefined : reader.read(line)
        if (viewed === undefined) break
        lines.push(viewed)
      }
      return lines
    }
    if (matcher === undefined) return read(undefined)
    try {
      let lines: ViewedLine[] = []
      matcher.together(() => (lines = read(matcher)))
      return lines
    } catch (error) {
      if (!(error instanceof TooSlow)) throw error
      return read(undefined)
    }
  }

  /** Goes on looking until all has been looked at, a slice in each turn of the loop: a turn of Electron's costs more than of Node's. */
  #look(): void {
    if (this.#looking) return
    const turn = (): void => {
      this.#looking = false
      const looker = this.#looker
      if (looker.isDone || this.#ended) return
      const began = performance.now()
      do looker.step()
      while (!looker.isDone && performance.now() - began < sliceTime)
      this.#changed = true
      this.#tryToGo()
      this.#wake()
      if (looker.isDone) return
      this.#looking = true
      setImmediate(turn)
    }
    this.#looking = true
    setImmediate(turn)
  }

  #tryToGo(): void {
    const go = this.#go
    const { hits, isDone } = this.#looker
    if (go === undefined || hits === undefined) return
    const firstHit = hits.placeOf(this.log.first)
    const none = hits.end === firstHit
    const line = this.#lineAt(go.from) ?? (go.from < this.#first ? this.log.first : this.log.end)
    let hit = hits.placeOf(go.to === 'next' ? line + 1 : line) - (go.to === 'previous' ? 1 : 0)
    const inside = hit >= firstHit && hit < hits.end
    if ((none || !inside) && !isDone) return
    this.#go = undefined
    if (none) return
    if (hit >= hits.end) hit = firstHit
    else if (hit < firstHit) hit = hits.end - 1
    const found = hits.at(hit)
    if (found === undefined) return
    this.say({
      kind: 'at',
      generation: this.#generation,
      place: this.#placeOf(found),
      match: hit - firstHit + 1
    })
  }
}
