/** What the window writes to a stream, as an async iterable for the handler that reads it. */

/** Inputs that may wait for a slow handler: beyond, a window is misbehaving and its stream fails. */
const capacity = 10_000

export class InputQueue<Input> implements AsyncIterable<Input> {
  #waiting: Input[] = []
  #wake: (() => void) | undefined
  #closed = false

  /** False when the queue is full: the handler does not read. */
  push(input: Input): boolean {
    if (this.#closed) return true
    if (this.#waiting.length >= capacity) return false
    this.#waiting.push(input)
    this.#wake?.()
    return true
  }

  close(): void {
    this.#closed = true
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Input, void> {
    for (;;) {
      const taken = this.#waiting
      this.#waiting = []
      yield* taken
      if (this.#waiting.length > 0) continue
      if (this.#closed) return
      await new Promise<void>((resolve) => (this.#wake = resolve))
      this.#wake = undefined
    }
  }
}
