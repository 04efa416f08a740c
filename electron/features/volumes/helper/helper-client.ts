/** Talks to one volume helper: many requests at once over its one input and one output. */
import type { Duplex } from 'node:stream'
import { outputReader } from '../../../engine/demultiplex'
import { FailureError } from '../../../engine/failure-error'
import { helperFailure } from './helper-failure'
import { dataLine, FrameReader, protocolVersion, requestLine, windowSize, type Frame } from './protocol'

/** Bytes taken from blocks before the helper is told. */
const toldEvery = 256 * 1024
/** Bytes of one piece of input. */
const inputPiece = 128 * 1024
/** The helper has so many threads; what is more waits here. */
const mostAtOnce = 40
/** Milliseconds for a cancelled request to clean up. */
const cancelLimit = 10_000

interface Greeting {
  readonly readOnly: boolean
  readonly total: number
  readonly free: number
}

export interface RequestOptions {
  readonly signal: AbortSignal
  /** What is sent to the request, as its room allows. */
  readonly input?: AsyncIterable<Buffer>
}

export interface HelperClient {
  readonly greeting: Promise<Greeting>
  /** Resolves with why, once it is gone; never rejects. */
  readonly gone: Promise<FailureError>
  readonly isGone: boolean
  /**
   * The replies, the last one `done`. Throws FailureError: what the file system refused, `cancelled` once the helper has cleaned up,
   * and what ended the helper.
   */
  request(words: readonly string[], options: RequestOptions): AsyncGenerator<Frame, readonly string[]>
  /** Ends its input, and so the helper, which first cleans up. */
  close(): void
}

/** One request's replies that nobody has taken yet. */
class Pending {
  readonly frames: Frame[] = []
  failure: FailureError | undefined
  ended = false
  #wake: (() => void) | undefined
  /** Bytes that may be sent to it. */
  room = windowSize
  /** Ends the wait for a cancelled one. */
  timer: NodeJS.Timeout | undefined
  #wakeInput: (() => void) | undefined

  wake(): void {
    this.#wake?.()
    this.#wakeInput?.()
  }
  push(frame: Frame): void {
    this.frames.push(frame)
    this.#wake?.()
  }
  end(failure?: FailureError): void {
    this.ended = true
    this.failure = failure
    clearTimeout(this.timer)
    this.wake()
  }
  async changed(): Promise<void> {
    await new Promise<void>((resolve) => (this.#wake = resolve))
  }
  async roomy(): Promise<void> {
    while (this.room <= 0 && !this.ended) await new Promise<void>((resolve) => (this.#wakeInput = resolve))
  }
}

export function createHelperClient(connection: Duplex, lostReason: () => Promise<FailureError>): HelperClient {
  const pending = new Map<number, Pending>()
  const queue: Array<() => void> = []
  const frames = new FrameReader()
  let lastId = 0
  let over: FailureError | undefined
  let errors = ''
  let greet!: (greeting: Greeting) => void
  let refuse!: (error: FailureError) => void
  let leave!: (error: FailureError) => void
  const greeting = new Promise<Greeting>((resolve, reject) => ([greet, refuse] = [resolve, reject]))
  greeting.catch(() => undefined)
  const gone = new Promise<FailureError>((resolve) => (leave = resolve))

  const finish = (error: FailureError): void => {
    if (over !== undefined) return
    over = error
    refuse(error)
    for (const one of pending.values()) one.end(error)
    pending.clear()
    queue.splice(0).forEach((go) => go())
    connection.destroy()
    leave(error)
  }
  const settle = (id: number, failure?: FailureError): void => {
    pending.get(id)?.end(failure)
    if (pending.delete(id)) queue.shift()?.()
  }

  const onGreeting = (word: string, fields: readonly string[]): void => {
    const [version, , readOnly, , total, free] = fields.map(Number)
    if (word === 'hello' && version === protocolVersion)
      return greet({ readOnly: readOnly === 1, total: total ?? 0, free: free ?? 0 })
    finish(new FailureError({ kind: 'engine-error', message: `The volume helper said: ${word} ${fields.join(' ')}` }))
  }
  const onFrame = (frame: Frame): void => {
    if (frame.id === 0) return frame.kind === 'line' ? onGreeting(frame.word, frame.fields) : undefined
    const one = pending.get(frame.id)
    if (frame.kind === 'piece') return one?.push(frame)
    if (frame.word === 'more') {
      if (one === undefined) return
      one.room += Number(frame.fields[0])
      one.wake()
    } else if (frame.word === 'error')
      settle(frame.id, new FailureError(helperFailure(frame.fields[0] ?? '', frame.fields[1])))
    else {
      one?.push(frame)
      if (frame.word === 'done') settle(frame.id)
    }
  }

  const readOutput = outputReader({ tty: false })
  connection.on('data', (chunk: Buffer) => {
    try {
      readOutput(chunk, (source, data) => {
        if (source === 'stdout') frames.read(data, onFrame)
        else if (errors.length < 2000) errors += data.toString('utf8')
      })
    } catch (error) {
      finish(error instanceof FailureError ? error : new FailureError({ kind: 'internal', message: String(error) }))
    }
  })
  const onEnd = (): void => {
    if (over !== undefined) return
    if (errors.trim() === '') return void lostReason().then(finish)
    finish(new FailureError({ kind: 'engine-error', message: errors.trim() }))
  }
  connection.on('end', onEnd)
  connection.on('close', onEnd)
  // Told by `close`, which follows.
  connection.on('error', () => undefined)

  const write = async (...pieces: readonly Buffer[]): Promise<void> => {
    if (over !== undefined || connection.destroyed || connection.writableEnded) return
    let room = true
    for (const piece of pieces) room = connection.write(piece)
    if (room) return
    await new Promise<void>((resolve) => {
      const done = (): void => {
        connection.off('drain', done).off('close', done)
        resolve()
      }
      connection.on('drain', done).on('close', done)
    })
  }

  const feed = async (id: number, one: Pending, input: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of input)
      for (let at = 0; at < chunk.length && !one.ended; at += inputPiece) {
        const piece = chunk.subarray(at, at + inputPiece)
        await one.roomy()
        if (one.ended) return
        one.room -= piece.length
        await write(dataLine(id, piece.length), piece)
      }
    if (!one.ended) await write(requestLine(id, ['end']))
  }

  async function* request(
    words: readonly string[],
    { signal, input }: RequestOptions
  ): AsyncGenerator<Frame, readonly string[]> {
    if (signal.aborted) throw new FailureError({ kind: 'cancelled', message: '' })
    while (pending.size >= mostAtOnce && over === undefined) await new Promise<void>((resolve) => queue.push(resolve))
    if (over !== undefined) throw over
    const id = (lastId = (lastId % 0x7fff_fffe) + 1)
    const one = new Pending()
    pending.set(id, one)
    let inputFault: unknown
    const cancel = (): void => {
      if (one.ended) return
      void write(requestLine(id, ['cancel']))
      one.timer ??= setTimeout(() => settle(id, new FailureError({ kind: 'cancelled', message: '' })), cancelLimit)
    }
    signal.addEventListener('abort', cancel, { once: true })
    let taken = 0
    try {
      await write(requestLine(id, words))
      if (input !== undefined)
        void feed(id, one, input).catch((error: unknown) => {
          inputFault = error
          cancel()
        })
      for (;;) {
        const frame = one.frames.shift()
        if (frame === undefined) {
          if (one.ended) break
          await one.changed()
          continue
        }
        if (frame.kind === 'line' && frame.word === 'done') return frame.fields
        yield frame
        if (frame.kind !== 'piece') continue
        taken += frame.data.length
        if (taken < toldEvery) continue
        void write(requestLine(id, ['more', String(taken)]))
        taken = 0
      }
      if (inputFault !== undefined) throw inputFault
      throw one.failure ?? new FailureError({ kind: 'internal', message: 'A request without an end' })
    } finally {
      signal.removeEventListener('abort', cancel)
      // Left in the middle: nobody waits for its end.
      cancel()
      one.frames.length = 0
    }
  }

  return {
    greeting,
    gone,
    get isGone() {
      return over !== undefined
    },
    request,
    close: () => void connection.end()
  }
}
