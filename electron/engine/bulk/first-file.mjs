/**
 * Takes the first file out of a tar as it comes: loaded by the thread of reader.mjs when it is first needed, from its text as that is.
 */
import { closeSync, openSync, writeSync } from 'node:fs'

/** Bytes of a tar's blocks. */
const tarBlock = 512
/** Bytes that are written at once. */
const writeLength = 512 * 1024
/** Bytes of an extended header: names are 4,096 at most. */
const extendedLimit = 1024 * 1024
/** Bytes after which the other thread hears how many were written. */
const toldEvery = 4 * 1024 * 1024

/** Thrown where an answer is no tar that begins with a file. */
class NotTar extends Error {
  kind = 'malformed'
}

/** Takes the first file out of a tar as it comes, or all that comes, and writes it to a file of this computer, which stands there already. */
export class FirstFile {
  /** @type {Buffer} of a header, or of the records of an extended one */
  #gathered = Buffer.alloc(0)
  /** @type {'header' | 'extended' | 'file' | 'rest'} */
  #state = 'header'
  /** Bytes of it that are still to come. */
  #left = tarBlock
  /** What an extended header says of the next one's size. @type {number | undefined} */
  #size
  #block = Buffer.allocUnsafeSlow(writeLength)
  #filled = 0
  #untold = 0
  /** @type {number | undefined} */
  #file

  /**
   * Throws what opening fails with.
   * @param {string} path
   * @param {(bytes: number) => void} onWritten
   * @param {boolean} whole all that comes, whatever it is
   */
  constructor(path, onWritten, whole = false) {
    this.onWritten = onWritten
    this.#file = own(() => openSync(path, 'r+'))
    if (!whole) return
    this.#state = 'file'
    this.#left = Infinity
  }

  /** @param {Buffer} bytes @param {number} from @param {number} to Throws NotTar for no tar of a file, and what writing fails with. */
  take(bytes, from, to) {
    while (from < to && this.#state !== 'rest') {
      const room = this.#state === 'file' ? writeLength - this.#filled : to - from
      const stop = from + Math.min(to - from, this.#left, room)
      if (this.#state === 'file') {
        bytes.copy(this.#block, this.#filled, from, stop)
        this.#filled += stop - from
        if (this.#filled === writeLength) this.#flush()
      } else this.#gathered = Buffer.concat([this.#gathered, bytes.subarray(from, stop)])
      this.#left -= stop - from
      from = stop
      if (this.#left === 0) this.#next()
    }
  }

  /** All of the answer has come. */
  end() {
    if (this.#left === Infinity) this.#next()
    if (this.#state !== 'rest') throw new NotTar('it ends too early')
    const file = this.#file
    this.#file = undefined
    if (file !== undefined) own(() => closeSync(file))
  }

  /** Given up where it has not ended. */
  close() {
    const file = this.#file
    this.#file = undefined
    try {
      if (file !== undefined) closeSync(file)
    } catch {
      // Whatever it says is of a file that nobody wants.
    }
  }

  #next() {
    const gathered = this.#gathered
    this.#gathered = Buffer.alloc(0)
    if (this.#state === 'file') {
      this.#flush()
      this.#tell()
      this.#state = 'rest'
      return
    }
    const isHeader = this.#state === 'header'
    this.#state = 'header'
    this.#left = tarBlock
    if (!isHeader) {
      // `20 size=8589934592`; the length before each record keeps a name from being taken for one.
      for (let at = 0; at < gathered.length;) {
        const length = Number.parseInt(gathered.toString('latin1', at, at + 8), 10)
        if (!(length > 0)) break
        const [, size] = /^\d+ size=(\d+)\n$/.exec(gathered.toString('latin1', at, at + length)) ?? []
        if (size !== undefined) this.#size = Number(size)
        at += length
      }
      return
    }
    const type = String.fromCharCode(gathered[156] ?? 0)
    const own = tarNumber(gathered.subarray(124, 136))
    if (gathered.toString('latin1', 257, 262) !== 'ustar') throw new NotTar('it is none')
    if ('xgLK'.includes(type)) {
      if (own > extendedLimit) throw new NotTar('an extended header is too long')
      if (own === 0) return
      this.#state = 'extended'
      this.#left = Math.ceil(own / tarBlock) * tarBlock
      return
    }
    if (!'07\0'.includes(type)) throw new NotTar('it does not begin with a file')
    this.#state = 'file'
    this.#left = this.#size ?? own
    if (this.#left === 0) this.#next()
  }

  #flush() {
    if (this.#file === undefined) return
    const file = this.#file
    own(() => {
      for (let at = 0; at < this.#filled;) at += writeSync(file, this.#block, at, this.#filled - at)
    })
    this.#untold += this.#filled
    this.#filled = 0
    if (this.#untold >= toldEvery) this.#tell()
  }

  #tell() {
    if (this.#untold > 0) this.onWritten(this.#untold)
    this.#untold = 0
  }
}

/** Octal digits; or, since a file may be larger, a first bit and the number itself. @param {Buffer} field */
function tarNumber(field) {
  const value = (field[0] ?? 0) & 0x80 ? field.readUIntBE(6, 6) : Number.parseInt(field.toString('latin1'), 8)
  if (!Number.isSafeInteger(value)) throw new NotTar('a number is none')
  return value
}

/** What a file of this computer fails with is nothing of the engine's. @template T @param {() => T} work @returns {T} */
function own(work) {
  try {
    return work()
  } catch (error) {
    throw Object.assign(/** @type {Error} */ (error), { kind: 'unread' })
  }
}
