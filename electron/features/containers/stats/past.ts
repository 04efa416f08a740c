/** A container's last half hour in columns of numbers: a ring that grows to its size as it is filled, and then stays. */
import type { StatsPast } from '../../../../contract/containers/stats/model'
import type { Counters } from './counters'

/** Rows: a sample a second, for half an hour. */
const longest = 1_800
const halfHour = 30 * 60 * 1_000
/** Milliseconds without a sample after which nothing is drawn between two. */
const gapAfter = 5_000

const columns = ['at', 'cpu', 'memory', 'receiving', 'sending', 'reading', 'writing', 'pids'] as const
type Name = (typeof columns)[number]
type Row = readonly number[]

export class Past {
  #ring = new Float64Array(64 * columns.length)
  #capacity = 64
  #count = 0
  #last: Counters | undefined

  /** Rows that were ever added; a row's number never changes. */
  get count(): number {
    return this.#count
  }
  /** Milliseconds since 1970; 0 where there is none. */
  get newest(): number {
    return this.#last?.at ?? 0
  }

  /** `cpu` undefined: not known, a hole in its line. */
  add(now: Counters, cpu: number | undefined): void {
    const last = this.#last
    // A clock that was set back would make the time run backwards.
    if (last !== undefined && now.at <= last.at && last.at - now.at < halfHour) return
    const apart = last === undefined ? 0 : now.at - last.at
    const broken = last === undefined || apart > gapAfter || apart < 0
    if (last !== undefined && apart > gapAfter) this.#push([last.at + 1_000, ...columns.slice(1).map(() => Number.NaN)])
    const rate = (name: 'received' | 'sent' | 'read' | 'written'): number => {
      if (broken || now[name] < last[name]) return Number.NaN
      return Math.round(((now[name] - last[name]) * 1_000) / apart)
    }
    this.#push([
      now.at,
      cpu === undefined ? Number.NaN : Math.round(cpu * 100) / 100,
      now.memory,
      rate('received'),
      rate('sent'),
      rate('read'),
      rate('written'),
      now.pids
    ])
    this.#last = now
  }

  /** It stopped: what comes next is no continuation. */
  break(): void {
    if (this.#last === undefined) return
    this.#push([this.#last.at + 1_000, ...columns.slice(1).map(() => Number.NaN)])
    this.#last = undefined
  }

  /** The rows from that number on, as far as they are kept. */
  read(from = 0): StatsPast {
    const first = Math.max(from, this.#count - this.#capacity)
    const oldest = this.#valueAt(this.#count - 1, 0) - halfHour
    let start = first
    while (start < this.#count && this.#valueAt(start, 0) < oldest) start++
    const column = (name: Name): (number | null)[] => {
      const place = columns.indexOf(name)
      return Array.from({ length: this.#count - start }, (_, index) => {
        const value = this.#valueAt(start + index, place)
        return Number.isNaN(value) ? null : value
      })
    }
    return {
      at: column('at').map((value) => value ?? 0),
      cpu: column('cpu'),
      memory: column('memory'),
      receiving: column('receiving'),
      sending: column('sending'),
      reading: column('reading'),
      writing: column('writing'),
      pids: column('pids')
    }
  }

  /** The newest values of CPU, for a small line. */
  recentCpu(rows: number): number[] {
    const values: number[] = []
    for (let row = Math.max(0, this.#count - Math.min(rows, this.#capacity)); row < this.#count; row++) {
      const value = this.#valueAt(row, 1)
      if (!Number.isNaN(value)) values.push(value)
    }
    return values
  }

  #valueAt(row: number, place: number): number {
    return this.#ring[(row % this.#capacity) * columns.length + place] ?? Number.NaN
  }

  #push(row: Row): void {
    if (this.#count === this.#capacity && this.#capacity < longest) this.#grow()
    this.#ring.set(row, (this.#count % this.#capacity) * columns.length)
    this.#count += 1
  }

  /** Only before the ring has come round: the rows still stand in their order. */
  #grow(): void {
    this.#capacity = Math.min(this.#capacity * 2, longest)
    const larger = new Float64Array(this.#capacity * columns.length)
    larger.set(this.#ring)
    this.#ring = larger
  }
}
