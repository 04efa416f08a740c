/**
 * Takes a container's output apart. Without a TTY the engine frames it: `[source, 0, 0, 0, length as 4 bytes, big endian]` and the bytes;
 * source 1 is stdout, 2 stderr, 3 the engine's own complaint. With a TTY it comes raw. Source: moby `pkg/stdcopy`.
 */
import { FailureError } from './failure-error'
import { engineFailure } from './failures/engine-failure'

export type OutputSource = 'stdout' | 'stderr'

export interface Output {
  readonly source: OutputSource
  readonly data: Buffer
}

export interface OutputOptions {
  /** As the container's `Config.Tty`, or the exec's, says. */
  readonly tty: boolean
}

const headerLength = 8
const stdinType = 0
const stdoutType = 1
const stderrType = 2
const systemType = 3

const malformed = (header: Buffer): FailureError =>
  new FailureError({ kind: 'engine-error', message: `Not a frame of a container's output: ${header.toString('hex')}` })

/** Where in a frame the last chunk ended. */
class Frames {
  #header = Buffer.alloc(headerLength)
  #filled = 0
  #type = stdoutType
  #left = 0
  #complaint = ''

  /** Calls `take` with each piece of a frame in the chunk; a frame may come in several. No recursion, no copies. Throws FailureError. */
  read(chunk: Buffer, take: (source: OutputSource, data: Buffer) => void): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#left === 0) {
        at = this.#readHeader(chunk, at)
        if (this.#left > 0 || this.#filled > 0) continue
        this.#complainIfWhole()
        continue
      }
      const end = Math.min(at + this.#left, chunk.length)
      const data = chunk.subarray(at, end)
      this.#left -= data.length
      at = end
      if (this.#type === systemType) this.#complaint += data.toString('utf8')
      else take(this.#type === stderrType ? 'stderr' : 'stdout', data)
      this.#complainIfWhole()
    }
  }

  #readHeader(chunk: Buffer, at: number): number {
    const count = Math.min(headerLength - this.#filled, chunk.length - at)
    // The common case, a whole header in the chunk, is read in place.
    const whole = count === headerLength
    const header = whole ? chunk : this.#header
    const start = whole ? at : 0
    if (!whole) {
      chunk.copy(this.#header, this.#filled, at, at + count)
      this.#filled += count
      if (this.#filled < headerLength) return at + count
    }
    this.#filled = 0
    const type = header[start] ?? stdinType
    if (type > systemType || header[start + 1] !== 0 || header[start + 2] !== 0 || header[start + 3] !== 0)
      throw malformed(header.subarray(start, start + headerLength))
    this.#type = type
    this.#left = header.readUInt32BE(start + 4)
    return at + count
  }

  #complainIfWhole(): void {
    if (this.#type === systemType && this.#left === 0) throw new FailureError(engineFailure(undefined, this.#complaint))
  }
}

/** Calls `take` with each piece of output in each chunk that it is given. */
export function outputReader({
  tty
}: OutputOptions): (chunk: Buffer, take: (source: OutputSource, data: Buffer) => void) => void {
  if (tty) return (chunk, take) => take('stdout', chunk)
  const frames = new Frames()
  return (chunk, take) => frames.read(chunk, take)
}

/**
 * The output as it comes, a batch for each chunk. Throws what the source throws, and FailureError (engine-error) for what is no
 * frame or for the engine's complaint. A frame that is cut by the end is given as far as it came.
 */
export async function* demultiplex(
  source: AsyncIterable<Buffer>,
  options: OutputOptions
): AsyncGenerator<Output[], void> {
  const read = outputReader(options)
  for await (const chunk of source) {
    const batch: Output[] = []
    read(chunk, (from, data) => batch.push({ source: from, data }))
    if (batch.length > 0) yield batch
  }
}
