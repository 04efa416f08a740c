/**
 * Reads a tar as it comes, its names as bytes: ustar, PAX (as docker's and Podman's engines write it) and GNU's long names.
 * Sources: POSIX.1-2018 `pax`, GNU tar's manual "Basic Tar Format", Go's archive/tar, which wrote what comes from engines.
 */
import { FailureError } from './failure-error'

const block = 512
/** Bytes of an extended header: names are 4,096 at most, and attributes small. */
const headerLimit = 1024 * 1024

export type TarKind = 'file' | 'folder' | 'link' | 'hard-link' | 'device' | 'pipe' | 'other'

export interface TarEntry {
  readonly path: Buffer
  /** Where a link leads; for a hard link, the path in the tar of what it is another name for. */
  readonly target: Buffer
  readonly kind: TarKind
  /** Bytes of its body. */
  readonly size: number
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly user: string
  readonly group: string
  /** Milliseconds since 1970. */
  readonly changed: number
  /** A file of which GNU tar wrote a map and the pieces between its holes: not its bytes. */
  readonly inPieces: boolean
  /** Its bytes, once; what is not taken is passed over when the next entry is asked for. */
  body(): AsyncGenerator<Buffer, void>
}

/** A path's parts as latin1, a character a byte, without those that mean nothing. */
export const partsOf = (path: Buffer): string[] =>
  path
    .toString('latin1')
    .split('/')
    .filter((part) => part !== '' && part !== '.')

const malformed = (what: string): FailureError =>
  new FailureError({ kind: 'engine-error', message: `Not a tar: ${what}` })

/** Takes exact counts of bytes from chunks of any size. */
class Source {
  #chunk: Buffer = Buffer.alloc(0)
  #at = 0
  readonly #chunks: AsyncIterator<Buffer>

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Between 1 and `most` bytes; undefined at the end. */
  async some(most: number): Promise<Buffer | undefined> {
    while (this.#at >= this.#chunk.length) {
      const next = await this.#chunks.next()
      if (next.done === true) return undefined
      this.#chunk = next.value
      this.#at = 0
    }
    const piece = this.#chunk.subarray(this.#at, this.#at + most)
    this.#at += piece.length
    return piece
  }

  /** As `exactly`, where all of it is here: waiting costs more than reading, tens of thousands of times. */
  here(count: number): Buffer | undefined {
    return this.#chunk.length - this.#at < count ? undefined : this.#chunk.subarray(this.#at, (this.#at += count))
  }

  /** Passes over what of it is here; returns how many bytes are still to be passed over. */
  skipHere(count: number): number {
    const there = Math.min(count, this.#chunk.length - this.#at)
    this.#at += there
    return count - there
  }

  async exactly(count: number): Promise<Buffer | undefined> {
    const first = await this.some(count)
    if (first === undefined || first.length === count) return first
    const pieces = [first]
    for (let left = count - first.length; left > 0;) {
      const piece = await this.some(left)
      if (piece === undefined) throw malformed('it ends too early')
      pieces.push(piece)
      left -= piece.length
    }
    return Buffer.concat(pieces)
  }

  async skip(count: number): Promise<void> {
    for (let left = count; left > 0;) {
      const piece = await this.some(left)
      if (piece === undefined) throw malformed('it ends too early')
      left -= piece.length
    }
  }

  async close(): Promise<void> {
    await this.#chunks.return?.()
  }
}

/** The bytes from `from` to the first NUL, or to `to`. */
function untilNul(bytes: Buffer, from = 0, to = bytes.length): Buffer {
  let end = from
  while (end < to && bytes[end] !== 0) end++
  return end === from ? nothing : bytes.subarray(from, end)
}
const nothing = Buffer.alloc(0)

/** Octal digits, or since a file may be larger: a first bit, and the number itself. */
function numberIn(header: Buffer, from: number, to: number): number {
  const first = header[from] ?? 0
  if (first & 0x80) {
    // A time before 1970 is the two's complement.
    let value = first === 0xff ? -1n : BigInt(first & 0x7f)
    for (const byte of header.subarray(from + 1, to)) value = value * 256n + BigInt(byte)
    return Number(value)
  }
  // By hand: there are six in each header, and a text or a view for each would cost more than all else.
  let value = 0
  let ended = false
  for (let at = from; at < to; at++) {
    const byte = header[at] ?? 0
    if (byte === 0) break
    if (byte === 0x20) ended ||= value > 0 || (at > from && header[at - 1] !== 0x20)
    else if (ended || byte < 0x30 || byte > 0x37) throw malformed('a number is none')
    else value = value * 8 + byte - 0x30
  }
  return value
}

function checkSum(header: Buffer): void {
  let sum = 0
  for (let at = 0; at < block; at++) sum += at >= 148 && at < 156 ? 0x20 : (header[at] ?? 0)
  if (sum !== numberIn(header, 148, 156)) throw malformed('the sum of a header is wrong')
}

/** `27 path=caf\xc3\xa9\n`: length, name and value, the value any bytes. */
function records(body: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>()
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(0x20, at)
    const length = space === -1 ? Number.NaN : Number(body.toString('latin1', at, space))
    const equals = body.indexOf(0x3d, space)
    if (!Number.isInteger(length) || length <= space - at || at + length > body.length || equals >= at + length)
      throw malformed('an extended header is broken')
    found.set(body.toString('utf8', space + 1, equals), body.subarray(equals + 1, at + length - 1))
    at += length
  }
  return found
}

const kinds: Readonly<Record<string, TarKind>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'hard-link',
  '2': 'link',
  '3': 'device',
  '4': 'device',
  '5': 'folder',
  '6': 'pipe'
}

/** Throws FailureError (engine-error) for what is no tar or ends too early, and what the source throws. */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<TarEntry, void> {
  const source = new Source(chunks)
  try {
    let extended = new Map<string, Buffer>()
    const everywhere = new Map<string, Buffer>()
    for (;;) {
      const header = source.here(block) ?? (await source.exactly(block))
      // Two empty blocks end it; some writers leave them out.
      if (header === undefined || header.every((byte) => byte === 0)) break
      checkSum(header)
      const type = String.fromCharCode(header[156] ?? 0)
      const own = numberIn(header, 124, 136)
      if ('xgLK'.includes(type)) {
        if (own > headerLimit) throw malformed('an extended header is too long')
        const body = (await source.exactly(own)) ?? Buffer.alloc(0)
        await source.skip(padding(own))
        if (type === 'x') extended = new Map([...extended, ...records(body)])
        else if (type === 'g') for (const [name, value] of records(body)) everywhere.set(name, value)
        else extended.set(type === 'L' ? 'path' : 'linkpath', untilNul(body))
        continue
      }
      const isPlain = everywhere.size === 0 && extended.size === 0
      const entry = readHeader(header, type, own, isPlain ? extended : new Map([...everywhere, ...extended]))
      if (!isPlain) extended = new Map()
      let left = entry.size
      yield {
        ...entry,
        async *body() {
          while (left > 0) {
            const piece = await source.some(left)
            if (piece === undefined) throw malformed('it ends too early')
            left -= piece.length
            yield piece
          }
        }
      }
      left = source.skipHere(left + padding(entry.size))
      if (left > 0) await source.skip(left)
    }
  } finally {
    await source.close()
  }
}

const ustar = Buffer.from('ustar\0')
const padding = (size: number): number => (block - (size % block)) % block

function readHeader(
  header: Buffer,
  type: string,
  ownSize: number,
  extended: ReadonlyMap<string, Buffer>
): Omit<TarEntry, 'body'> {
  const number = (name: string): number | undefined => {
    const value = Number(extended.get(name)?.toString('latin1') ?? Number.NaN)
    return Number.isFinite(value) ? value : undefined
  }
  const text = (name: string, from: number, to: number): string =>
    (extended.get(name) ?? untilNul(header, from, to)).toString('utf8')
  const name = untilNul(header, 0, 100)
  // GNU's own headers have other things where ustar has the beginning of a long path.
  const isUstar = ustar.compare(header, 257, 263) === 0
  const prefix = isUstar ? untilNul(header, 345, 500) : nothing
  const path = extended.get('path') ?? (prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]))
  // A sparse file's body is a map and pieces: GNU tar alone writes it, engines do not.
  const sparse = type === 'S' || [...extended.keys()].some((key) => key.startsWith('GNU.sparse.'))
  const plain = kinds[type] ?? 'other'
  // Before ustar a folder was a file whose name ends so.
  const kind = sparse ? 'other' : plain === 'file' && path.at(-1) === 0x2f ? 'folder' : plain
  const hasBody = plain === 'file' || plain === 'other'
  return {
    path,
    target: extended.get('linkpath') ?? untilNul(header, 157, 257),
    kind,
    inPieces: sparse,
    size: hasBody ? (number('size') ?? ownSize) : 0,
    mode: numberIn(header, 100, 108) & 0o7777,
    uid: number('uid') ?? numberIn(header, 108, 116),
    gid: number('gid') ?? numberIn(header, 116, 124),
    user: text('uname', 265, 297),
    group: text('gname', 297, 329),
    changed: Math.round((number('mtime') ?? numberIn(header, 136, 148)) * 1000)
  }
}
