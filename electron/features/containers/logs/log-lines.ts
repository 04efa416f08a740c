/** Reads what `GET /containers/{id}/logs?timestamps=1` answers into lines: `2026-11-21T04:29:22.123456789Z text`. */
import { outputReader, type OutputOptions, type OutputSource } from '../../../engine/demultiplex'
import { LineBatch, stderrTag, stdoutTag } from './line-batch'
import { isStamp, stampLength, StampReader } from './log-stamp'

const newline = 0x0a
const carriageReturn = 0x0d
/** The engine cuts a longer line into records of this many bytes, each with a timestamp of its own. */
export const recordLength = 16 * 1024
/** Bytes: what is longer is given as several lines, for one endless line must not fill memory. Whole records, so that each begins with its timestamp. */
const lineLimit = 64 * (stampLength + 1 + recordLength)

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
  readonly #stamps = new StampReader()
  readonly #carries: Record<OutputSource, Carry> = {
    stdout: { parts: [], length: 0 },
    stderr: { parts: [], length: 0 }
  }
  #batch = new LineBatch()

  constructor(options: OutputOptions) {
    this.#split = outputReader(options)
  }

  /** The lines that the chunk completes. Throws as the demultiplexer does. */
  read(chunk: Buffer): LineBatch {
    this.#batch = new LineBatch(chunk.length)
    this.#split(chunk, this.#take)
    return this.#batch
  }

  /** What has no line end yet, when nothing more comes. */
  end(): LineBatch {
    this.#batch = new LineBatch()
    for (const source of ['stdout', 'stderr'] as const) {
      const { parts, length } = this.#carries[source]
      if (length > 0) this.#add(source, Buffer.concat(parts, length), 0, length)
    }
    return this.#batch
  }

  readonly #take = (source: OutputSource, data: Buffer): void => {
    const carry = this.#carries[source]
    let start = 0
    for (let end = data.indexOf(newline); end >= 0; end = data.indexOf(newline, start)) {
      if (carry.length === 0) this.#add(source, data, start, end)
      else {
        const length = carry.length + end - start
        const whole = Buffer.concat([...carry.parts, data.subarray(start, end)], length)
        carry.parts = []
        carry.length = 0
        this.#add(source, whole, 0, length)
      }
      start = end + 1
      if (start === data.length) return
    }
    carry.parts.push(data.subarray(start))
    carry.length += data.length - start
    while (carry.length > lineLimit) {
      const whole = Buffer.concat(carry.parts, carry.length)
      this.#add(source, whole, 0, lineLimit, true)
      carry.parts = [whole.subarray(lineLimit)]
      carry.length -= lineLimit
    }
  }

  #add(source: OutputSource, bytes: Buffer, start: number, lineEnd: number, goesOn = false): void {
    const end = lineEnd > start && bytes[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd
    const batch = this.#batch
    const tag = source === 'stderr' ? stderrTag : stdoutTag
    const text = this.#stamps.read(bytes, start, end)
    if (text < 0) {
      // The engine's own complaint about a log comes without a timestamp.
      batch.begin(0, 0, tag)
      batch.put(bytes, start, end)
    } else {
      batch.begin(this.#stamps.seconds, this.#stamps.nanoseconds, tag)
      if (end - text > recordLength) putRecords(batch, bytes, text, end)
      else batch.put(bytes, text, end)
    }
    batch.finish(goesOn)
  }
}

/** A long line's records without the timestamps between them; a character may be cut in two where they meet. */
function putRecords(batch: LineBatch, bytes: Buffer, start: number, end: number): void {
  let from = start
  while (end - from > recordLength) {
    const stamp = nextStamp(bytes, from, end)
    if (stamp === undefined) break
    batch.put(bytes, from, stamp)
    from = stamp + stampLength + 1
  }
  batch.put(bytes, from, end)
}

/** Where the record that begins at `from` ends: a whole record later, or more where bytes that are no UTF-8 grew on their way into the log. */
function nextStamp(bytes: Buffer, from: number, lineEnd: number): number | undefined {
  const expected = from + recordLength
  if (expected + stampLength < lineEnd && isStamp(bytes, expected)) return expected
  if (!bytes.subarray(from, expected).includes(replacement)) return undefined
  const end = Math.min(from + 3 * recordLength, lineEnd - stampLength)
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
