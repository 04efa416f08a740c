/** Reads what `GET /containers/{id}/logs?timestamps=1` answers into lines: `2026-11-21T04:29:22.123456789Z text`. */
import type { LogLine } from '../../../../contract/containers/model'
import { outputReader, type OutputOptions, type OutputSource } from '../../../engine/demultiplex'

const newline = 0x0a
const carriageReturn = 0x0d
const space = 0x20
/** `2026-11-21T04:29:22.123456789Z`: what every engine of Docker's writes; Podman's is shorter, or has an offset. */
const stampLength = 30
/** The engine cuts a longer line into records of this many bytes, each with a timestamp of its own. */
const recordLength = 16 * 1024
/** Bytes: what is longer is given as several lines, for one endless line must not fill memory. Whole records, so that each begins with its timestamp. */
const lineLimit = 64 * (stampLength + 1 + recordLength)

const stampPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
/** U+FFFD: what the engine writes for a byte that is no UTF-8. */
const replacement = Buffer.from('\uFFFD')
const spaceAfterZone = Buffer.from('Z ')

/** A line's bytes as far as they have come. */
interface Carry {
  parts: Buffer[]
  length: number
}

export class LogReader {
  readonly #split: ReturnType<typeof outputReader>
  readonly #carries: Record<OutputSource, Carry> = {
    stdout: { parts: [], length: 0 },
    stderr: { parts: [], length: 0 }
  }
  #lines: LogLine[] = []

  constructor(options: OutputOptions) {
    this.#split = outputReader(options)
  }

  /** The lines that the chunk completes. Throws as the demultiplexer does. */
  read(chunk: Buffer): LogLine[] {
    this.#split(chunk, this.#take)
    return this.#taken()
  }

  /** What has no line end yet, when nothing more comes. */
  end(): LogLine[] {
    for (const source of ['stdout', 'stderr'] as const) {
      const { parts, length } = this.#carries[source]
      if (length > 0) this.#add(source, Buffer.concat(parts, length))
    }
    return this.#taken()
  }

  #taken(): LogLine[] {
    const lines = this.#lines
    this.#lines = []
    return lines
  }

  readonly #take = (source: OutputSource, data: Buffer): void => {
    const carry = this.#carries[source]
    let start = 0
    for (let end = data.indexOf(newline); end >= 0; end = data.indexOf(newline, start)) {
      const head = data.subarray(start, end)
      start = end + 1
      if (carry.length === 0) {
        this.#add(source, head)
        continue
      }
      const whole = Buffer.concat([...carry.parts, head], carry.length + head.length)
      carry.parts = []
      carry.length = 0
      this.#add(source, whole)
    }
    if (start === data.length) return
    carry.parts.push(data.subarray(start))
    carry.length += data.length - start
    while (carry.length > lineLimit) {
      const whole = Buffer.concat(carry.parts, carry.length)
      this.#add(source, whole.subarray(0, lineLimit))
      carry.parts = [whole.subarray(lineLimit)]
      carry.length -= lineLimit
    }
  }

  #add(source: OutputSource, bytes: Buffer): void {
    const length = bytes[bytes.length - 1] === carriageReturn ? bytes.length - 1 : bytes.length
    const end = bytes[stampLength] === space ? stampLength : bytes.indexOf(space)
    const at = end < 0 ? bytes.toString('latin1', 0, length) : bytes.toString('latin1', 0, end)
    // The engine's own complaint about a log comes without a timestamp.
    if (!stampPattern.test(at))
      return void this.#lines.push({ at: '', source, text: bytes.toString('utf8', 0, length) })
    const text = bytes.subarray(end < 0 ? length : end + 1, length)
    this.#lines.push({ at, source, text: text.length > recordLength ? joined(text) : text.toString('utf8') })
  }
}

/** A long line's records without the timestamps between them; a character may be cut in two where they meet. */
function joined(bytes: Buffer): string {
  const parts: Buffer[] = []
  let from = 0
  while (bytes.length - from > recordLength) {
    const stamp = nextStamp(bytes, from)
    if (stamp === undefined) break
    parts.push(bytes.subarray(from, stamp))
    from = stamp + stampLength + 1
  }
  parts.push(bytes.subarray(from))
  return Buffer.concat(parts).toString('utf8')
}

const isStamp = (bytes: Buffer, at: number): boolean =>
  bytes[at + stampLength] === space && stampPattern.test(bytes.toString('latin1', at, at + stampLength))

/** Where the record that begins at `from` ends: a whole record later, or more where bytes that are no UTF-8 grew on their way into the log. */
function nextStamp(bytes: Buffer, from: number): number | undefined {
  const expected = from + recordLength
  if (isStamp(bytes, expected)) return expected
  if (!bytes.subarray(from, expected).includes(replacement)) return undefined
  const end = Math.min(from + 3 * recordLength, bytes.length - stampLength)
  for (
    let at = bytes.indexOf(spaceAfterZone, expected);
    at >= 0 && at - stampLength < end;
    at = bytes.indexOf(spaceAfterZone, at + 1)
  ) {
    const stamp = at + spaceAfterZone.length - 1 - stampLength
    if (stamp > expected && isStamp(bytes, stamp)) return stamp
  }
  return undefined
}
