/**
 * How far a log was shown, so that reading goes on there: nothing twice, nothing left out. A log's order in the engine is
 * fixed, so what comes after the last line that was shown is new; timestamps are only nearly in order (stdout and stderr
 * are stamped apart), and several lines can carry one.
 */
import type { LogLine } from '../../../../contract/containers/model'

/** Lines that are remembered: to count those that carry one time, and to know them where the log was rotated. */
const remembered = 2_048
/** Timestamps are never further out of order than this, in seconds. */
const disorder = 0.01

const keyOf = ({ at, source }: LogLine): string => `${at} ${source}`
const stampOf = (key: string): string => key.slice(0, key.indexOf(' '))

/** The search for the last line that was shown, in a log that was opened again. */
interface Search {
  readonly key: string
  /** How many lines with that key were shown. */
  left: number
  /** Unix time: a line after it tells that the log no longer has what was shown. */
  readonly until: string
  readonly held: LogLine[]
}

export class LogPosition {
  #keys: string[] = []
  /** Where the oldest is, once the list is full. */
  #start = 0
  #search: Search | undefined

  /** Notes lines that were shown. */
  add(lines: readonly LogLine[]): void {
    for (const line of lines) {
      if (line.at === '') continue
      if (this.#keys.length < remembered) this.#keys.push(keyOf(line))
      else {
        this.#keys[this.#start] = keyOf(line)
        this.#start = (this.#start + 1) % remembered
      }
    }
  }

  /**
   * The `since` with which the log is opened again: `1700000000.123456789`, undefined for all of it. From then on `fresh`
   * leaves out what was shown.
   */
  reopen(): string | undefined {
    const shown = [...this.#keys.slice(this.#start), ...this.#keys.slice(0, this.#start)]
    const key = shown.at(-1)
    if (key === undefined) return undefined
    const times = shown.slice(-64).map((recent) => unixTime(stampOf(recent)))
    const until = shifted(
      times.reduce((latest, time) => (time > latest ? time : latest)),
      disorder
    )
    this.#search = { key, left: shown.filter((other) => other === key).length, until, held: [] }
    return shifted(unixTime(stampOf(key)), -disorder)
  }

  /** Those of the lines that were not shown before, in order. */
  fresh(lines: LogLine[]): LogLine[] {
    const search = this.#search
    if (search === undefined) return lines
    for (const [index, line] of lines.entries()) {
      if (keyOf(line) === search.key && --search.left === 0) {
        this.#search = undefined
        return lines.slice(index + 1)
      }
      search.held.push(line)
      if (line.at !== '' && unixTime(line.at) > search.until) return [...this.rest(), ...lines.slice(index + 1)]
    }
    return []
  }

  /** What was held back until the last line that was shown would come, when it does not: the log was rotated or emptied. */
  rest(): LogLine[] {
    const held = this.#search?.held ?? []
    this.#search = undefined
    const shown = new Map<string, number>()
    for (const key of this.#keys) shown.set(key, (shown.get(key) ?? 0) + 1)
    return held.filter((line) => {
      const count = shown.get(keyOf(line)) ?? 0
      shown.set(keyOf(line), count - 1)
      return count <= 0
    })
  }
}

/** `2023-11-14T22:13:20.123456789Z` as seconds since 1970 with nine digits behind the point, as `since` takes it. */
export function unixTime(stamp: string): string {
  const fraction = /\.(\d+)/.exec(stamp)?.[1] ?? ''
  const seconds = Math.floor(Date.parse(stamp.replace(/\.\d+/, '')) / 1_000)
  return `${seconds}.${fraction.padEnd(9, '0').slice(0, 9)}`
}

/** A Unix time some seconds later: a number would not hold its nanoseconds. */
function shifted(time: string, seconds: number): string {
  const nanoseconds = (BigInt(time.replace('.', '')) + BigInt(Math.round(seconds * 1e9))).toString().padStart(10, '0')
  return `${nanoseconds.slice(0, -9)}.${nanoseconds.slice(-9)}`
}
