/**
 * The thread that reads large answers of engines (docs/decisions/0018-bulk-answers.md). It is one file without imports of ours,
 * for it starts from its text; it is plain JavaScript, for its text is what runs.
 */
import { closeSync, openSync, readSync } from 'node:fs'
import { connect } from 'node:net'
import { parentPort } from 'node:worker_threads'

/** Bytes of one read. What a socket holds is less. */
const readLength = 256 * 1024
/** Bytes that go to the other thread together. */
const blockLength = 512 * 1024
/** Milliseconds that the first of them waits for others. */
const blockWait = 10
/** Bytes that the other thread has not taken yet: more is not read. */
const mostUntaken = 2 * 1024 * 1024
/** Pieces shorter than this are let gather in the socket, for a millisecond: a log comes line by line. */
const shortRead = 32 * 1024
/** Whoever fills the socket so far within that millisecond waits for us: an image is written as fast as it is read. */
const fullRead = 64 * 1024
/** Bytes that are then taken as they come, until the next try. */
const unheldLength = 32 * 1024 * 1024
const headLimit = 64 * 1024

const carriageReturn = 0x0d
const newline = 0x0a
const headEnd = Buffer.from('\r\n\r\n')
const cutOff = 'The engine closed the connection before its answer was complete'

/** Thrown where what comes is no answer of HTTP. */
export class NotHttp extends Error {
  code = 'HPE_INVALID'
}

/**
 * Reads one answer of HTTP/1.1 out of its bytes, however they are cut (RFC 9112: length, chunks, or until the end). It hands on
 * stretches of what it is given, copying nothing.
 */
export class AnswerReader {
  /** @type {'head' | 'size' | 'chunk' | 'chunk-end' | 'trailer' | 'length' | 'rest' | 'done'} */
  #state = 'head'
  /** @type {Buffer} of the head, until it is whole */
  #head = Buffer.alloc(0)
  /** Bytes of the chunk, or of the body, that are still to come. */
  #left = 0
  /** Of a chunk's size, the digits that have come; -1 before the first. */
  #size = -1
  /** Past the digits: an extension, which is passed over. */
  #past = false
  #lineLength = 0

  /**
   * @param {(status: number, headers: Readonly<Record<string, string>>) => void} onHead names in lower case
   * @param {(bytes: Buffer, from: number, to: number) => void} onBody a stretch that is only valid during the call
   */
  constructor(onHead, onBody) {
    this.onHead = onHead
    this.onBody = onBody
  }

  get isDone() {
    return this.#state === 'done'
  }

  /** @param {Buffer} bytes Throws NotHttp. */
  read(bytes) {
    let at = this.#state === 'head' ? this.#readHead(bytes) : 0
    while (at < bytes.length && this.#state !== 'done') {
      switch (this.#state) {
        case 'size':
          at = this.#readSize(bytes, at)
          break
        case 'chunk':
        case 'length': {
          const to = Math.min(bytes.length, at + this.#left)
          this.onBody(bytes, at, to)
          this.#left -= to - at
          at = to
          if (this.#left === 0) this.#state = this.#state === 'chunk' ? 'chunk-end' : 'done'
          break
        }
        case 'chunk-end': {
          const byte = bytes[at++]
          if (byte === newline) this.#state = 'size'
          else if (byte !== carriageReturn) throw new NotHttp('A chunk that does not end')
          break
        }
        case 'trailer':
          if (bytes[at] === newline) {
            if (this.#lineLength === 0) this.#state = 'done'
            this.#lineLength = 0
          } else if (bytes[at] !== carriageReturn) this.#lineLength += 1
          at += 1
          break
        case 'rest':
          this.onBody(bytes, at, bytes.length)
          return
        case 'head':
          return
      }
    }
  }

  /** Whether the answer is whole now that the connection has ended. */
  end() {
    return this.#state === 'done' || this.#state === 'rest'
  }

  /** @param {Buffer} bytes @returns {number} where the body begins in them */
  #readHead(bytes) {
    const before = this.#head.length
    this.#head = Buffer.concat([this.#head, bytes])
    const end = this.#head.indexOf(headEnd)
    if (end < 0) {
      if (this.#head.length > headLimit) throw new NotHttp('A head without an end')
      return bytes.length
    }
    const [first = '', ...lines] = this.#head.toString('latin1', 0, end).split('\r\n')
    const [, code] = /^HTTP\/1\.[01] (\d{3})/.exec(first) ?? []
    if (code === undefined) throw new NotHttp('No answer of HTTP')
    const status = Number(code)
    const after = end + headEnd.length - before
    if (status < 200) {
      // An interim answer: the other one follows.
      this.#head = Buffer.alloc(0)
      return after >= bytes.length ? after : after + this.#readHead(bytes.subarray(after))
    }
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      })
    )
    this.#head = Buffer.alloc(0)
    if (/\bchunked\b/i.test(headers['transfer-encoding'] ?? '')) this.#state = 'size'
    else if (headers['content-length'] !== undefined) {
      this.#left = Number(headers['content-length'])
      if (!Number.isSafeInteger(this.#left) || this.#left < 0) throw new NotHttp('A length that is none')
      this.#state = this.#left === 0 ? 'done' : 'length'
    } else this.#state = status === 204 || status === 304 ? 'done' : 'rest'
    this.onHead(status, headers)
    return after
  }

  /** @param {Buffer} bytes @param {number} at @returns {number} */
  #readSize(bytes, at) {
    while (at < bytes.length) {
      const byte = /** @type {number} */ (bytes[at++])
      if (byte === newline) {
        if (this.#size < 0) throw new NotHttp('A chunk without a size')
        this.#left = this.#size
        this.#size = -1
        this.#past = false
        this.#lineLength = 0
        this.#state = this.#left === 0 ? 'trailer' : 'chunk'
        return at
      }
      if (this.#past || byte === carriageReturn) {
        this.#past = true
        continue
      }
      const digit = digitOf(byte)
      if (digit < 0) {
        if (this.#size < 0) throw new NotHttp('A chunk without a size')
        this.#past = true
        continue
      }
      this.#size = Math.max(this.#size, 0) * 16 + digit
      if (this.#size > Number.MAX_SAFE_INTEGER / 16) throw new NotHttp('A chunk too large')
    }
    return at
  }
}

/** @param {number} byte @returns {number} of a hexadecimal digit, else -1 */
function digitOf(byte) {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/**
 * Sends one request and hands on its answer.
 * To the port: `{ kind: 'head', status, headers }`, `{ kind: 'block', bytes }` (given away), then `{ kind: 'end' }` or
 * `{ kind: 'fault', code, syscall, message }`. From it: how many bytes were taken; its close ends the request.
 * @param {{ readonly path: string, readonly head: string, readonly port: import('node:worker_threads').MessagePort,
 *   readonly pieces?: readonly Piece[], readonly onto?: { readonly path: string, readonly whole?: boolean, readonly program: string } }} request
 *   `path`: of the socket or named pipe; `head`: the request's own, to its empty line; `pieces`: what follows it; `onto`: where
 *   the first file of the answer, a tar, or all of it goes in place of blocks, and the address of what writes it; then it is
 *   `{ kind: 'written', bytes }`, and `unread` or `malformed` where it cannot be written or there is none
 * @param {typeof import('./first-file.mjs')} [files]
 */
function readAnswer({ path, head, port, pieces, onto }, files) {
  let block = Buffer.alloc(0)
  let length = 0
  let untaken = 0
  let isOver = false
  let isHeld = false
  /** Bytes that no piece is held for. */
  let unheld = 0
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const send = () => {
    clearTimeout(timer)
    timer = undefined
    if (length === 0) return
    const bytes = block.subarray(0, length)
    untaken += length
    length = 0
    // Never of the pool: its memory goes with it.
    port.postMessage({ kind: 'block', bytes }, [/** @type {ArrayBuffer} */ (bytes.buffer)])
    block = Buffer.alloc(0)
  }
  /** @type {import('./first-file.mjs').FirstFile | undefined} */
  let first
  const answer = new AnswerReader(
    (status, headers) => {
      if (onto !== undefined && files !== undefined && status === 200)
        first = new files.FirstFile(onto.path, (bytes) => port.postMessage({ kind: 'written', bytes }), onto.whole)
      port.postMessage({ kind: 'head', status, headers })
    },
    (bytes, from, to) => {
      if (first !== undefined) return first.take(bytes, from, to)
      while (from < to) {
        if (block.length === 0) block = Buffer.allocUnsafeSlow(blockLength)
        const stop = Math.min(to, from + block.length - length)
        bytes.copy(block, length, from, stop)
        length += stop - from
        from = stop
        if (length === block.length) send()
        else timer ??= setTimeout(send, blockWait)
      }
    }
  )
  const over = (/** @type {object} */ last) => {
    if (isOver) return
    isOver = true
    send()
    first?.close()
    port.postMessage(last)
    port.close()
    socket.destroy()
  }
  const end = () => {
    try {
      first?.end()
      over({ kind: 'end' })
    } catch (error) {
      over(faultOf(error))
    }
  }
  const goOn = () => {
    if (isOver || !isHeld || untaken > mostUntaken) return
    isHeld = false
    socket.resume()
  }
  const socket = connect({
    path,
    onread: {
      buffer: Buffer.allocUnsafeSlow(readLength),
      callback(count, buffer) {
        if (isOver) return true
        try {
          answer.read(Buffer.from(buffer.buffer, 0, count))
        } catch (error) {
          over(faultOf(error))
          return false
        }
        if (answer.isDone) {
          end()
          return false
        }
        unheld = count >= fullRead ? unheldLength : unheld - count
        isHeld = untaken > mostUntaken || (count < shortRead && unheld <= 0)
        if (isHeld && untaken <= mostUntaken) setTimeout(goOn, 1)
        return !isHeld
      }
    }
  })
  socket.on('error', (error) => over(faultOf(error)))
  // Whatever way it ends: what is not whole by then never will be.
  socket.on('close', () => (answer.end() ? end() : over({ kind: 'fault', code: 'ECONNRESET', message: cutOff })))
  socket.write(head)
  if (pieces !== undefined) void sendPieces(socket, pieces, port, over)
  port.on('message', (/** @type {number} */ taken) => {
    untaken -= taken
    goOn()
  })
  port.on('close', () => {
    isOver = true
    clearTimeout(timer)
    first?.close()
    socket.destroy()
  })
}

/** Bytes of files that are read, and sent, together. */
const sendLength = 1024 * 1024

/**
 * Sends what follows a request's head: bytes, and files as they are on the disk. To the port: `{ kind: 'sent', bytes }` of files, and
 * `{ kind: 'unread', code, syscall, message }` where one cannot be read, or is shorter than it was.
 * @typedef {Uint8Array | { readonly path: string | Uint8Array, readonly size: number }} Piece
 * @param {import('node:net').Socket} socket
 * @param {readonly Piece[]} pieces
 * @param {import('node:worker_threads').MessagePort} port
 * @param {(last: object) => void} over
 */
async function sendPieces(socket, pieces, port, over) {
  const buffer = Buffer.allocUnsafeSlow(sendLength)
  let filled = 0
  /** Bytes of files among them. */
  let ofFiles = 0
  /** Resolves once the buffer may be filled anew. */
  const flush = () =>
    new Promise((resolve) => {
      const count = ofFiles
      const sent = () => {
        socket.off('close', sent)
        if (count > 0 && !socket.destroyed) port.postMessage({ kind: 'sent', bytes: count })
        resolve(undefined)
      }
      const bytes = buffer.subarray(0, filled)
      filled = ofFiles = 0
      if (socket.destroyed || bytes.length === 0) return sent()
      socket.once('close', sent)
      socket.write(bytes, sent)
    })
  /** @param {Uint8Array} bytes */
  const add = async (bytes) => {
    for (let from = 0; from < bytes.length && !socket.destroyed;) {
      const part = bytes.subarray(from, from + sendLength - filled)
      buffer.set(part, filled)
      filled += part.length
      from += part.length
      if (filled === sendLength) await flush()
    }
  }
  /** @param {string | Uint8Array} path @param {number} size */
  const addFile = async (path, size) => {
    const file = openSync(typeof path === 'string' ? path : Buffer.from(path), 'r')
    try {
      for (let left = size; left > 0 && !socket.destroyed;) {
        const count = readSync(file, buffer, filled, Math.min(left, sendLength - filled), null)
        if (count === 0) throw new Error('The file became shorter while it was read')
        left -= count
        filled += count
        ofFiles += count
        if (filled === sendLength) await flush()
      }
    } finally {
      closeSync(file)
    }
  }
  try {
    for (const piece of pieces) {
      if (socket.destroyed) return
      if (piece instanceof Uint8Array) await add(piece)
      else await addFile(piece.path, piece.size)
    }
    await flush()
  } catch (error) {
    over({ ...faultOf(error), kind: 'unread' })
  }
}

/** @param {unknown} error */
function faultOf(error) {
  const { code, syscall, message, kind = 'fault' } = /** @type {NodeJS.ErrnoException & { kind?: string }} */ (error)
  return { kind, code, syscall, message }
}

parentPort?.on('message', async (/** @type {Parameters<typeof readAnswer>[0]} */ request) => {
  // This file stands alone: what is seldom needed comes by an address, and once.
  readAnswer(request, request.onto && (await import(request.onto.program)))
})
