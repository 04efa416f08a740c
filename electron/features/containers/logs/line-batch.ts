/** Lines of logs in few and flat pieces of memory: they come by the million. */
import type { LogLine } from '../../../../contract/containers/model'

/** A line's source as it is kept. */
export const stdoutTag = 0
export const stderrTag = 1

const firstBytes = 4096

/** Lines in order, each with its end (`\n`) in `bytes`. Its arrays run in parallel: one number for each line. */
export class LineBatch {
  bytes: Buffer
  length = 0
  count = 0
  readonly starts: number[] = []
  /** Seconds since 1970 and nanoseconds; 0 and 0 where the engine gave no time. */
  readonly seconds: number[] = []
  readonly nanoseconds: number[] = []
  readonly sources: number[] = []
  /** Those that are too long for one: the next of their source goes on with them. */
  readonly unfinished: number[] = []

  /** `room`: bytes that are expected. */
  constructor(room = firstBytes) {
    this.bytes = Buffer.allocUnsafe(room)
  }

  /** A line's text follows with `put` and ends with `finish`. */
  begin(seconds: number, nanoseconds: number, source: number): void {
    this.starts.push(this.length)
    this.seconds.push(seconds)
    this.nanoseconds.push(nanoseconds)
    this.sources.push(source)
    this.count += 1
  }

  put(bytes: Buffer, from: number, to: number): void {
    this.#makeRoom(to - from + 1)
    bytes.copy(this.bytes, this.length, from, to)
    this.length += to - from
  }

  /** `goesOn`: it was cut. */
  finish(goesOn = false): void {
    if (goesOn) this.unfinished.push(this.count - 1)
    this.#makeRoom(1)
    this.bytes[this.length++] = 0x0a
  }

  /** One line of another batch. */
  add(other: LineBatch, line: number): void {
    this.begin(other.seconds[line] ?? 0, other.nanoseconds[line] ?? 0, other.sources[line] ?? 0)
    this.put(other.bytes, other.starts[line] ?? 0, other.endOf(line))
  }

  /** Where a line ends, its end included. */
  endOf(line: number): number {
    return this.starts[line + 1] ?? this.length
  }

  textOf(line: number): string {
    return this.bytes.toString('utf8', this.starts[line] ?? 0, this.endOf(line) - 1)
  }

  /** The lines from one on. */
  from(line: number): LineBatch {
    if (line === 0) return this
    const rest = new LineBatch(Math.max(1, this.length - (this.starts[line] ?? this.length)))
    for (let index = line; index < this.count; index++) rest.add(this, index)
    return rest
  }

  lines(): LogLine[] {
    return Array.from({ length: this.count }, (_, line) => ({
      at: stampOf(this.seconds[line] ?? 0, this.nanoseconds[line] ?? 0),
      source: this.sources[line] === stderrTag ? 'stderr' : 'stdout',
      text: this.textOf(line)
    }))
  }

  #makeRoom(more: number): void {
    const needed = this.length + more
    if (needed <= this.bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
  }
}

let stampedSecond = Number.NaN
let stampedText = ''

/** `2026-11-21T04:29:22.123456789Z`; empty for what has no time. */
export function stampOf(seconds: number, nanoseconds: number): string {
  if (seconds === 0 && nanoseconds === 0) return ''
  if (seconds !== stampedSecond) {
    stampedSecond = seconds
    stampedText = new Date(seconds * 1000).toISOString().slice(0, 19)
  }
  return `${stampedText}.${String(nanoseconds).padStart(9, '0')}Z`
}
