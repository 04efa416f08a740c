/** The lines that a window shows, read out of an opened log. */
import type { ViewedLine } from '../../../../contract/containers/logs/model'
import { coloursLeft, plainText, terminalText } from '../../../../contract/containers/logs/text'
import type { KeptLog } from './kept-log'
import { stampOf, stderrTag } from './line-batch'
import { TooSlow, type LogMatcher } from './log-matcher'
import type { Block } from './log-store'

const escape = 0x1b
/** Bytes of a line that travel to the window; the whole of it only where it is asked for. */
const longestSent = 40_000
/** How many lines back a colour is looked for that was left on. */
const farthestColour = 300
const longestColours = 200

const bytesOf = (block: Block, index: number): Buffer =>
  block.bytes.subarray(block.startOf(index), block.startOf(index + 1) - 1)

export function wholeText(log: KeptLog, line: number): string {
  const found = log.find(line)
  return found === undefined ? '' : bytesOf(found.block, found.index).toString('utf8')
}
export function stampOfLine(log: KeptLog, line: number): string {
  const found = log.find(line)
  if (found === undefined) return ''
  return stampOf(found.block.seconds[found.index] ?? 0, found.block.nanoseconds[found.index] ?? 0)
}

/** Reads lines one after another; a colour that is left on goes over to the next line of the same origin, as in a terminal. */
export class WindowReader {
  readonly #colours = new Map<number, string>()
  #last = Number.NaN
  #escapes: { readonly block: Block; readonly has: boolean } | undefined

  constructor(
    readonly log: KeptLog,
    readonly matcher: LogMatcher | undefined
  ) {}

  read(line: number): ViewedLine | undefined {
    const found = this.log.find(line)
    if (found === undefined) return undefined
    const { block, index } = found
    const bytes = bytesOf(block, index)
    const raw = bytes.toString('utf8', 0, Math.min(bytes.length, longestSent))
    const origin = block.origins[index] ?? 0
    if (line !== this.#last + 1) this.#colours.clear()
    this.#last = line
    const before = this.#coloursOf(line, origin)
    if (raw.includes('\u001b')) this.#colours.set(origin, left(before, raw))
    return {
      at: stampOf(block.seconds[index] ?? 0, block.nanoseconds[index] ?? 0),
      source: block.sources[index] === stderrTag ? 'stderr' : 'stdout',
      text: before + terminalText(raw),
      ...(bytes.length > longestSent ? { length: bytes.length } : {}),
      origin,
      ...this.#matches(raw)
    }
  }

  #matches(raw: string): { readonly matches?: number[] } {
    if (this.matcher === undefined) return {}
    try {
      const matches = this.matcher.places(plainText(raw))
      return matches.length === 0 ? {} : { matches }
    } catch (error) {
      if (error instanceof TooSlow) return {}
      throw error
    }
  }

  #coloursOf(line: number, origin: number): string {
    const known = this.#colours.get(origin)
    if (known !== undefined) return known
    let colours = ''
    for (let before = line - 1; before >= line - farthestColour; before--) {
      const found = this.log.find(before)
      if (found === undefined) break
      const { block, index } = found
      if (!this.#hasEscapes(block)) {
        // Nothing in all of the block: on to the one before it.
        before -= index
        continue
      }
      if (block.origins[index] !== origin) continue
      const bytes = bytesOf(block, index)
      if (!bytes.includes(escape)) continue
      const { sequences, ended } = coloursLeft(bytes.toString('utf8', 0, Math.min(bytes.length, longestSent)))
      colours = sequences + colours
      if (ended) break
    }
    const kept = colours.length > longestColours ? '' : colours
    this.#colours.set(origin, kept)
    return kept
  }

  #hasEscapes(block: Block): boolean {
    if (this.#escapes?.block !== block)
      this.#escapes = { block, has: block.bytes.subarray(0, block.length).includes(escape) }
    return this.#escapes.has
  }
}

function left(before: string, raw: string): string {
  const { sequences, ended } = coloursLeft(raw)
  const colours = ended ? sequences : before + sequences
  return colours.length > longestColours ? '' : colours
}
