/**
 * What a terminal's program wrote last, kept for whoever comes to look: bounded, and with the modes of the screen that
 * what was dropped had set. Readers take it at their own pace; the slowest holds up the source.
 */
import type { TerminalOutput } from '../../../../contract/containers/terminal/model'

type Source = TerminalOutput['source']

/** Characters kept: some ten thousand lines. */
const keptLimit = 1_000_000
/** Characters that the slowest reader may be behind before the source waits for it. */
const lagLimit = 256 * 1024
/** Characters of one piece: small ones are joined up to this. */
const pieceLimit = 32 * 1024

interface Piece {
  readonly source: Source
  text: string
  /** Of its first character, counted from the beginning of all. */
  readonly start: number
}

interface Reader {
  position: number
  wake: (() => void) | undefined
}

/** `ESC [ ? 1049 h`: private modes that are set and reset (alternate screen, bracketed paste, mouse, hidden cursor). */
const privateMode = /\u001b\[\?([\d;]+)([hl])/g

export class KeptOutput {
  readonly #limit: number
  #pieces: Piece[] = []
  #end = 0
  #kept = 0
  #closed = false
  /** As the dropped part left them. */
  readonly #modes = new Map<string, string>()
  readonly #readers = new Set<Reader>()
  #roomWanted: (() => void) | undefined

  constructor(limit = keptLimit) {
    this.#limit = limit
  }

  append(source: Source, text: string): void {
    if (text === '' || this.#closed) return
    const last = this.#pieces.at(-1)
    if (last?.source === source && last.text.length + text.length <= pieceLimit) last.text += text
    else this.#pieces.push({ source, text, start: this.#end })
    this.#end += text.length
    this.#kept += text.length
    while (this.#kept > this.#limit && this.#pieces.length > 1) this.#drop()
    for (const reader of this.#readers) reader.wake?.()
  }

  /** What comes after is dropped: readers end once they have all that came before, and the source waits for none of them. */
  close(): void {
    this.#closed = true
    this.#roomWanted?.()
    for (const reader of this.#readers) reader.wake?.()
  }

  /** Resolves once no reader is far behind; at once where nobody reads, or it is closed. */
  async room(): Promise<void> {
    while (!this.#closed && [...this.#readers].some(({ position }) => this.#end - position > lagLimit))
      await new Promise<void>((resolve) => (this.#roomWanted = resolve))
  }

  /** All that is kept, marked as earlier, then what comes. Ends with the output, or with the signal. */
  async *read(signal: AbortSignal): AsyncGenerator<TerminalOutput, void> {
    const beginning = this.#pieces.map(({ source, text }, index) => ({
      source,
      text: index === 0 && this.#pieces[0]?.start !== 0 ? this.#restored(source) + wholeLines(text) : text,
      earlier: true
    }))
    const reader: Reader = { position: this.#end, wake: undefined }
    const stop = (): void => reader.wake?.()
    this.#readers.add(reader)
    signal.addEventListener('abort', stop, { once: true })
    try {
      yield* beginning
      while (!signal.aborted) {
        const next = this.#after(reader.position)
        if (next !== undefined) {
          reader.position += next.text.length
          this.#roomWanted?.()
          yield next
        } else if (this.#closed) return
        else {
          await new Promise<void>((resolve) => (reader.wake = resolve))
          reader.wake = undefined
        }
      }
    } finally {
      this.#readers.delete(reader)
      this.#roomWanted?.()
      signal.removeEventListener('abort', stop)
    }
  }

  /** What one piece has from this position on. Readers are near the end: it is looked for from there. */
  #after(position: number): TerminalOutput | undefined {
    if (position >= this.#end) return undefined
    const { source, text, start } =
      this.#pieces.findLast(({ start }) => start <= position) ?? (this.#pieces[0] as Piece)
    return { source, text: text.slice(Math.max(0, position - start)) }
  }

  #drop(): void {
    const dropped = this.#pieces.shift()
    if (dropped === undefined) return
    this.#kept -= dropped.text.length
    if (dropped.source !== 'stdout') return
    for (const [, numbers = '', letter = ''] of dropped.text.matchAll(privateMode))
      for (const number of numbers.split(';')) {
        this.#modes.delete(number)
        this.#modes.set(number, letter)
      }
  }

  #restored(source: Source): string {
    if (source !== 'stdout') return ''
    return [...this.#modes].map(([number, letter]) => `\u001b[?${number}${letter}`).join('')
  }
}

/** From the first line's end on: what stands before it may be the rest of a sequence. */
function wholeLines(text: string): string {
  const end = text.indexOf('\n')
  return end < 0 || end > 8 * 1024 ? text : text.slice(end + 1)
}
