/** An opened log's lines: text in blocks of a megabyte, and a few numbers for each line. The oldest blocks go when there are too many. */
import type { LineBatch } from './line-batch'

const blockBytes = 1024 * 1024
const firstLines = 4096

export interface StoreLimits {
  readonly bytes: number
  readonly lines: number
}

/** Lines with their ends, one after another. Its arrays run in parallel; only the first `count` of each counts. */
export class Block {
  count = 0
  length = 0
  readonly bytes: Buffer
  starts = new Uint32Array(firstLines)
  seconds = new Uint32Array(firstLines)
  nanoseconds = new Uint32Array(firstLines)
  /** Source in the lowest bit. */
  sources = new Uint8Array(firstLines)
  origins = new Uint8Array(firstLines)

  constructor(
    readonly first: number,
    room: number
  ) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(room, blockBytes))
  }

  get end(): number {
    return this.first + this.count
  }

  startOf(index: number): number {
    return index < this.count ? (this.starts[index] ?? 0) : this.length
  }

  add(batch: LineBatch, from: number, to: number, origin: number): void {
    const start = batch.starts[from] ?? 0
    const end = batch.endOf(to - 1)
    const shift = this.length - start
    if (this.count + to - from > this.starts.length)
      this.#resize(Math.max(this.count + to - from, this.starts.length * 2))
    for (let line = from, at = this.count; line < to; line++, at++) {
      this.starts[at] = (batch.starts[line] ?? 0) + shift
      this.seconds[at] = batch.seconds[line] ?? 0
      this.nanoseconds[at] = batch.nanoseconds[line] ?? 0
      this.sources[at] = batch.sources[line] ?? 0
      this.origins[at] = origin
    }
    batch.bytes.copy(this.bytes, this.length, start, end)
    this.length += end - start
    this.count += to - from
  }

  /** No more lines come: gives back what its arrays hold too much. */
  seal(): void {
    this.#resize(this.count)
  }

  #resize(size: number): void {
    const resized = <Numbers extends Uint32Array | Uint8Array>(numbers: Numbers, into: Numbers): Numbers => {
      into.set(numbers.subarray(0, Math.min(size, this.count)))
      return into
    }
    this.starts = resized(this.starts, new Uint32Array(size))
    this.seconds = resized(this.seconds, new Uint32Array(size))
    this.nanoseconds = resized(this.nanoseconds, new Uint32Array(size))
    this.sources = resized(this.sources, new Uint8Array(size))
    this.origins = resized(this.origins, new Uint8Array(size))
  }
}

export class LogStore {
  #blocks: Block[] = []
  first = 0
  end = 0
  #bytes = 0

  constructor(readonly limits: StoreLimits) {}

  get blocks(): readonly Block[] {
    return this.#blocks
  }

  get bytes(): number {
    return this.#bytes
  }

  append(batch: LineBatch, origin = 0, from = 0, to = batch.count): void {
    let at = from
    while (at < to) {
      let block = this.#blocks.at(-1)
      let room = block === undefined ? 0 : block.bytes.length - block.length
      const start = batch.starts[at] ?? 0
      if (block === undefined || batch.endOf(at) - start > room) {
        block?.seal()
        block = new Block(this.end, batch.endOf(at) - start)
        this.#blocks.push(block)
        this.#bytes += block.bytes.length
        room = block.bytes.length
      }
      let stop = to
      if (batch.endOf(to - 1) - start > room) {
        stop = at + 1
        while (batch.endOf(stop) - start <= room) stop++
      }
      block.add(batch, at, stop, origin)
      this.end += stop - at
      at = stop
    }
    this.#drop()
  }

  /** The block that holds a line, and the line's place in it. */
  find(line: number): { readonly block: Block; readonly index: number } | undefined {
    if (line < this.first || line >= this.end) return undefined
    let low = 0
    let high = this.#blocks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#blocks[middle]?.first ?? 0) <= line) low = middle
      else high = middle - 1
    }
    const block = this.#blocks[low]
    return block === undefined ? undefined : { block, index: line - block.first }
  }

  /** Gives up all lines from one on. */
  cut(line: number): void {
    while (this.end > line && this.end > this.first) {
      const block = this.#blocks.at(-1)
      if (block === undefined) return
      const kept = Math.max(0, line - block.first)
      block.length = block.startOf(kept)
      block.count = kept
      this.end = block.end
      if (kept > 0) return
      this.#blocks.pop()
      this.#bytes -= block.bytes.length
    }
  }

  clear(): void {
    this.#blocks = []
    this.#bytes = 0
    this.first = this.end
  }

  /** The oldest block goes, with all its lines. */
  dropOldest(): void {
    const block = this.#blocks.shift()
    this.#bytes -= block?.bytes.length ?? 0
    this.first = this.#blocks[0]?.first ?? this.end
  }

  #drop(): void {
    const { bytes, lines } = this.limits
    while (this.#blocks.length > 1 && (this.#bytes > bytes || this.end - this.first > lines)) this.dropOldest()
  }
}
