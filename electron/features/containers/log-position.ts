/**
 * How far a log was shown, so that reading goes on there: nothing twice, nothing left out. A log's order in the engine is
 * fixed, while its timestamps are only nearly so (stdout and stderr are stamped apart), and several lines can carry one.
 */
import type { LogLine } from '../../../contract/containers/model'

/** Lines that are remembered; half of them guard against timestamps out of order. */
const remembered = 2_048

const keyOf = ({ at, source }: LogLine): string => `${at} ${source}`
const stampOf = (key: string): string => key.slice(0, key.indexOf(' '))

export class LogPosition {
  #keys: string[] = []
  /** Where the oldest is, once the list is full. */
  #start = 0
  /** What the reopened log repeats, in order; undefined where nothing is repeated. */
  #repeated: string[] | undefined
  #next = 0
  /** The latest timestamp of those. */
  #latest = ''

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
    const stamps = shown
      .slice(shown.length / 2)
      .map(stampOf)
      .sort()
    const since = stamps[0]
    if (since === undefined) return undefined
    // What the engine gives from there on begins with exactly those shown that are not older.
    this.#repeated = shown.filter((key) => stampOf(key) >= since)
    this.#latest = stamps.at(-1) ?? since
    this.#next = 0
    return unixTime(since)
  }

  /** Those of the lines that were not shown before, in order. */
  fresh(lines: LogLine[]): LogLine[] {
    return this.#repeated === undefined ? lines : lines.filter((line) => this.#isFresh(line))
  }

  #isFresh(line: LogLine): boolean {
    const repeated = this.#repeated
    if (repeated === undefined || line.at === '') return true
    // A rotated log no longer has its beginning: the search goes on from where it was.
    const at = repeated.indexOf(keyOf(line), this.#next)
    if (at >= 0) this.#next = at + 1
    if (this.#next === repeated.length || (at < 0 && line.at > this.#latest)) this.#repeated = undefined
    return at < 0
  }
}

/** `2023-11-14T22:13:20.123456789Z` as seconds since 1970 with nine digits behind the point, as `since` takes it. */
export function unixTime(stamp: string): string {
  const fraction = /\.(\d+)/.exec(stamp)?.[1] ?? ''
  const seconds = Math.floor(Date.parse(stamp.replace(/\.\d+/, '')) / 1_000)
  return `${seconds}.${fraction.padEnd(9, '0').slice(0, 9)}`
}
