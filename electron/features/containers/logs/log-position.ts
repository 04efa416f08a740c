/**
 * How far a log was shown, so that reading goes on there: nothing twice, nothing left out. A log's order in the engine is
 * fixed, so what comes after the last line that was shown is new; timestamps are only nearly in order (stdout and stderr
 * are stamped apart), and several lines can carry one.
 */
import { LineBatch } from './line-batch'

/** Lines that are remembered: to count those that carry one time, and to know them where the log was rotated. */
const remembered = 2_048
/** Timestamps are never further out of order than this, in seconds. */
export const disorder = 0.01

/** What tells lines apart: their time and source. */
interface Key {
  readonly seconds: number
  readonly nanoseconds: number
  readonly source: number
  /** Of its text: two lines can carry one time. */
  readonly sum: number
}

/** The search for the last line that was shown, in a log that was opened again. */
interface Search {
  readonly key: Key
  /** How many lines with that key were shown. */
  left: number
  /** A line after it tells that the log no longer has what was shown. */
  readonly until: bigint
  readonly held: LineBatch
  /** Only some of the newest lines were asked for: what is not among them may still stand before them. */
  readonly among: boolean
}

/** Bytes at a line's end that its sum is made of. */
const summed = 32
/** FNV-1a, of the line's length and end. */
function sumOf(batch: LineBatch, line: number): number {
  const end = batch.endOf(line)
  const start = batch.starts[line] ?? end
  let sum = 0x811c9dc5 ^ (end - start)
  for (let at = Math.max(start, end - summed); at < end; at++) sum = Math.imul(sum ^ (batch.bytes[at] ?? 0), 0x01000193)
  return sum >>> 0
}

const same = (batch: LineBatch, line: number, key: Key): boolean =>
  batch.nanoseconds[line] === key.nanoseconds &&
  batch.seconds[line] === key.seconds &&
  batch.sources[line] === key.source
const wordsOf = ({ seconds, nanoseconds, source }: Omit<Key, 'sum'>): string => `${seconds}.${nanoseconds} ${source}`

export class LogPosition {
  readonly #seconds = new Float64Array(remembered)
  readonly #nanoseconds = new Uint32Array(remembered)
  readonly #sources = new Uint8Array(remembered)
  readonly #sums = new Uint32Array(remembered)
  /** How many lines with a time were shown in all. */
  #shown = 0
  #search: Search | undefined

  /** Notes lines that were shown. */
  add(batch: LineBatch): void {
    for (let line = Math.max(0, batch.count - 2 * remembered); line < batch.count; line++) {
      const seconds = batch.seconds[line] ?? 0
      const nanoseconds = batch.nanoseconds[line] ?? 0
      if (seconds === 0 && nanoseconds === 0) continue
      const at = this.#shown++ % remembered
      this.#seconds[at] = seconds
      this.#nanoseconds[at] = nanoseconds
      this.#sources[at] = batch.sources[line] ?? 0
      this.#sums[at] = sumOf(batch, line)
    }
  }

  /**
   * The `since` with which the log is opened again: `1700000000.123456789`, undefined for all of it. From then on `fresh`
   * leaves out what was shown. `among`: of what came since then, only some of the newest lines are asked for.
   */
  reopen(among = false): string | undefined {
    const shown = this.#keys()
    const key = shown.at(-1)
    if (key === undefined) return undefined
    const times = shown.slice(-64).map(timeOf)
    const latest = times.reduce((latest, time) => (time > latest ? time : latest))
    // Among the newest only, those before it may be missing: another line of its time must not be taken for it.
    const left = shown.filter((other) => wordsOf(other) === wordsOf(key) && (!among || other.sum === key.sum)).length
    this.#search = { key, left, until: latest + nanosecondsOf(disorder), held: new LineBatch(), among }
    return unixTime(timeOf(key) - nanosecondsOf(disorder))
  }

  /** The last line that was shown was not among the newest ones, as far as these have come. */
  get isMissed(): boolean {
    return this.#search?.among === true
  }

  /** Those of the lines that were not shown before, in order. Undefined where there may be others before them: `reopen` anew. */
  fresh(batch: LineBatch): LineBatch | undefined {
    const search = this.#search
    if (search === undefined) return batch
    for (let line = 0; line < batch.count; line++) {
      const isIt = same(batch, line, search.key) && (!search.among || sumOf(batch, line) === search.key.sum)
      if (isIt && --search.left === 0) {
        this.#search = undefined
        return batch.from(line + 1)
      }
      search.held.add(batch, line)
      const { seconds = 0, nanoseconds = 0 } = { seconds: batch.seconds[line], nanoseconds: batch.nanoseconds[line] }
      if ((seconds === 0 && nanoseconds === 0) || timeOf({ seconds, nanoseconds }) <= search.until) continue
      if (search.among) return undefined
      const found = this.rest()
      for (let after = line + 1; after < batch.count; after++) found.add(batch, after)
      return found
    }
    return new LineBatch()
  }

  /** What was held back until the last line that was shown would come, when it does not: the log was rotated or emptied. */
  rest(): LineBatch {
    const held = this.#search?.held ?? new LineBatch()
    this.#search = undefined
    const shown = new Map<string, number>()
    for (const key of this.#keys()) shown.set(wordsOf(key), (shown.get(wordsOf(key)) ?? 0) + 1)
    const rest = new LineBatch()
    for (let line = 0; line < held.count; line++) {
      const words = wordsOf({
        seconds: held.seconds[line] ?? 0,
        nanoseconds: held.nanoseconds[line] ?? 0,
        source: held.sources[line] ?? 0
      })
      const count = shown.get(words) ?? 0
      shown.set(words, count - 1)
      if (count <= 0) rest.add(held, line)
    }
    return rest
  }

  /** Those that are remembered, the newest last. */
  #keys(): Key[] {
    const count = Math.min(this.#shown, remembered)
    return Array.from({ length: count }, (_, index) => {
      const at = (this.#shown - count + index) % remembered
      return {
        seconds: this.#seconds[at] ?? 0,
        nanoseconds: this.#nanoseconds[at] ?? 0,
        source: this.#sources[at] ?? 0,
        sum: this.#sums[at] ?? 0
      }
    })
  }
}

const nanosecondsOf = (seconds: number): bigint => BigInt(Math.round(seconds * 1e9))
/** Nanoseconds since 1970: a number would not hold them. */
export const timeOf = ({ seconds, nanoseconds }: Pick<Key, 'seconds' | 'nanoseconds'>): bigint =>
  BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds)

/** As `since` and `until` take it: seconds with nine digits behind the point. */
export function unixTime(nanoseconds: bigint): string {
  const digits = nanoseconds.toString().padStart(10, '0')
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`
}
/** Some seconds after a line's time, as `until` takes it. */
export const after = (batch: LineBatch, line: number, seconds: number): string =>
  unixTime(
    timeOf({ seconds: batch.seconds[line] ?? 0, nanoseconds: batch.nanoseconds[line] ?? 0 }) + nanosecondsOf(seconds)
  )
