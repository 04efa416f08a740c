/** Moves a handler's items to a window: a frame at a time, and never more than the window has given credit for. */
import { initialCredit } from '../../contract/bridge'

/** Items that come faster than this, in milliseconds, travel together. */
const frame = 16
/** No batch grows beyond this many items, however fast they come. */
const batchLimit = 256

/** Counts the batches that may still be sent; `take` waits for one. */
export class Credit {
  #left = initialCredit
  #wake: (() => void) | undefined

  give(): void {
    // A window that gives more than it was sent gains nothing.
    this.#left = Math.min(this.#left + 1, initialCredit)
    this.#wake?.()
  }

  async take(signal: AbortSignal): Promise<void> {
    while (this.#left === 0 && !signal.aborted) await new Promise<void>((resolve) => (this.#wake = resolve))
    this.#left -= 1
  }

  /** Ends a wait, so that it can see that its signal is aborted. */
  interrupt(): void {
    this.#wake?.()
  }
}

/** Resolves at the end of the frame, or, where that has passed, once everything that is ready now has had its turn. */
function frameEnd(milliseconds: number): { reached: Promise<undefined>; cancel: () => void } {
  let cancel = (): void => undefined
  const reached = new Promise<undefined>((resolve) => {
    if (milliseconds <= 0) {
      const immediate = setImmediate(() => resolve(undefined))
      cancel = () => clearImmediate(immediate)
    } else {
      const timer = setTimeout(() => resolve(undefined), milliseconds)
      cancel = () => clearTimeout(timer)
    }
  })
  return { reached, cancel }
}

/**
 * Sends every item in order, in batches: at once when nothing was sent in the last frame, else at the frame's end.
 * Resolves when the source ends or the signal aborts; rejects with what the source threw. The source is closed in each case.
 */
export async function pump<Item>(
  source: AsyncIterable<Item>,
  send: (items: Item[]) => void,
  credit: Credit,
  signal: AbortSignal
): Promise<void> {
  const iterator = source[Symbol.asyncIterator]()
  // One listener for the stream's whole life: a race against a long-lived promise would grow with every item.
  let stopPull = (): void => undefined
  const onAbort = (): void => {
    stopPull()
    credit.interrupt()
  }
  signal.addEventListener('abort', onAbort, { once: true })
  const pull = (): Promise<IteratorResult<Item>> => {
    const pulled = new Promise<IteratorResult<Item>>((resolve, reject) => {
      stopPull = () => resolve({ done: true, value: undefined })
      if (signal.aborted) stopPull()
      else iterator.next().then(resolve, reject)
    })
    // It may fail while a batch waits for credit: it is looked at after that.
    pulled.catch(() => undefined)
    return pulled
  }
  let lastSent = 0
  let pending = pull()
  try {
    for (;;) {
      let next: IteratorResult<Item> | undefined = await pending
      const batch: Item[] = []
      let ended = next.done === true
      while (next !== undefined && next.done !== true) {
        batch.push(next.value)
        pending = pull()
        if (batch.length >= batchLimit) break
        const { reached, cancel } = frameEnd(lastSent + frame - performance.now())
        next = await Promise.race([pending, reached])
        cancel()
        ended = next?.done === true
      }
      if (batch.length > 0) {
        await credit.take(signal)
        if (signal.aborted) return
        send(batch)
        lastSent = performance.now()
      }
      if (ended) return
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    // Not awaited: a source that hangs in its own clean-up must not keep its stream counted as open.
    void Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
}
