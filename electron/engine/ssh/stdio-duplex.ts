/** A connection through a program's input and output, as http's agent takes one. */
import { Duplex } from 'node:stream'
import type { PipedSsh } from './program'

export class StdioDuplex extends Duplex {
  readonly #program: PipedSsh

  /** `explain`: what its end means, where it was no good one. */
  constructor(program: PipedSsh, explain: (code: number | undefined, missing: boolean) => Promise<Error>) {
    super({ allowHalfOpen: true })
    this.#program = program
    program.output.once('data', () => this.emit('opened'))
    program.output.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) program.output.pause()
    })
    // What it said, and how it ended, come after its output has: an end without its reason would read as a cut.
    void program.ended.then(async ({ code, missing }) => {
      if (this.destroyed) return
      if (code === 0) this.push(null)
      else this.destroy(await explain(code, missing))
    })
  }

  override _read(): void {
    this.#program.output.resume()
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    // A program that has ended reads no more: its end is what tells why.
    const { input } = this.#program
    if (!input.writable || input.write(chunk, encoding)) return callback()
    const go = (): void => {
      input.off('drain', go).off('close', go)
      callback()
    }
    input.on('drain', go).on('close', go)
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#program.input.end()
    callback()
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#program.input.destroy()
    this.#program.end()
    callback(error)
  }

  // What http's agent asks of a socket.
  setKeepAlive(): this {
    return this
  }
  setNoDelay(): this {
    return this
  }
  setTimeout(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
}
