/** Lines of JSON as engines stream them: pulls, builds, events, stats. */
import { FailureError } from './failure-error'
import { engineFailure } from './failures/engine-failure'

/** A line longer than this many bytes is no line of an engine's: memory stays bounded. */
const lineLimit = 64 * 1024 * 1024
const newline = 0x0a

const broken = (text: string): FailureError =>
  new FailureError({ kind: 'engine-error', message: `Not JSON: ${JSON.stringify(text.slice(0, 120))}` })

/**
 * The lines of a stream, without their ends, empty ones left out; the last needs no end. Cut by bytes and decoded whole, so
 * that a character split between two chunks survives. Throws what the stream throws, and FailureError (engine-error) past the limit.
 */
export async function* textLines(source: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  let parts: Buffer[] = []
  let length = 0
  for await (const chunk of source) {
    let start = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const head = chunk.subarray(start, end)
      const line = parts.length === 0 ? head : Buffer.concat([...parts, head])
      parts = []
      length = 0
      start = end + 1
      const text = line.toString('utf8').trim()
      if (text !== '') yield text
    }
    if (start === chunk.length) continue
    parts.push(chunk.subarray(start))
    length += chunk.length - start
    if (length > lineLimit) throw broken(Buffer.concat(parts).toString('utf8', 0, 200))
  }
  const rest = Buffer.concat(parts).toString('utf8').trim()
  if (rest !== '') yield rest
}

/** Throws FailureError (engine-error) for a line that is not JSON, with its beginning. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw broken(line)
  }
}

/** Each line's value. Throws as textLines and parseLine do. */
export async function* jsonLines(source: AsyncIterable<Buffer>): AsyncGenerator<unknown, void> {
  for await (const line of textLines(source)) yield parseLine(line)
}

/**
 * As jsonLines, for answers of status 200 that tell of their failure in a line of their own, `{"errorDetail":{"message":"…"},"error":"…"}`:
 * it is thrown as the Failure that it means.
 */
export async function* progressLines(source: AsyncIterable<Buffer>): AsyncGenerator<unknown, void> {
  for await (const value of jsonLines(source)) {
    const { error, errorDetail } = (value ?? {}) as { error?: unknown; errorDetail?: { message?: unknown } }
    const words = errorDetail?.message ?? error
    if (typeof words === 'string' && words !== '') throw new FailureError(engineFailure(undefined, words))
    yield value
  }
}
