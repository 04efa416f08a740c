/**
 * The line protocol of the volume helper (assets/volume-helper/source/reader.h, request.h): requests are lines of words between tabs,
 * `ID OPERATION ARGUMENT…`; replies are lines `ID KIND FIELD…`, of which `block LENGTH` is followed by bytes.
 */
import { FailureError } from '../../../engine/failure-error'

/** The one that both sides must speak. */
export const protocolVersion = 1
/** Bytes under way either way before the other side says `more`. */
export const windowSize = 2 * 1024 * 1024
/** Bytes of a request's line that the helper takes. */
const lineLimit = 4 * 1024 * 1024
/** Bytes of a reply's line: a path and where a link leads. */
const replyLimit = 64 * 1024

export type Frame =
  | { readonly kind: 'line'; readonly id: number; readonly word: string; readonly fields: readonly string[] }
  /** A block may come in several pieces. */
  | { readonly kind: 'piece'; readonly id: number; readonly data: Buffer }

/** Words are escaped already (contract/containers/files/path.ts), or have nothing to escape. */
export function requestLine(id: number, words: readonly string[]): Buffer {
  const line = Buffer.from(`${[id, ...words].join('\t')}\n`, 'latin1')
  if (line.length > lineLimit) throw new FailureError({ kind: 'invalid-input', message: 'Too many files at once' })
  return line
}

export const dataLine = (id: number, length: number): Buffer => Buffer.from(`${id}\tdata\t${length}\n`, 'latin1')

const malformed = (what: string): FailureError =>
  new FailureError({ kind: 'engine-error', message: `Not a reply of the volume helper: ${what}` })

const newline = 0x0a

/** Takes replies apart, wherever they are cut. */
export class FrameReader {
  #line = ''
  #id = 0
  #left = 0

  /** Calls `take` with each frame in the chunk, or piece of one; nothing is copied. Throws FailureError (engine-error). */
  read(chunk: Buffer, take: (frame: Frame) => void): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#left > 0) {
        const data = chunk.subarray(at, at + this.#left)
        this.#left -= data.length
        at += data.length
        take({ kind: 'piece', id: this.#id, data })
        continue
      }
      const end = chunk.indexOf(newline, at)
      this.#line += chunk.toString('latin1', at, end === -1 ? chunk.length : end)
      if (this.#line.length > replyLimit) throw malformed('a line without an end')
      if (end === -1) return
      at = end + 1
      this.#takeLine(take)
    }
  }

  #takeLine(take: (frame: Frame) => void): void {
    const [number = '', word, ...fields] = this.#line.split('\t')
    if (!/^\d{1,10}$/.test(number) || word === undefined) throw malformed(JSON.stringify(this.#line.slice(0, 80)))
    this.#line = ''
    const id = Number(number)
    if (word !== 'block') return take({ kind: 'line', id, word, fields })
    if (!/^\d{1,10}$/.test(fields[0] ?? '')) throw malformed('a block without a length')
    this.#id = id
    this.#left = Number(fields[0])
  }
}
