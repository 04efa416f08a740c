/** A value that changes, as an async iterable: who reads slowly skips what was overtaken. */

/**
 * Yields what `read` gives now, and again after each call of the listener that `subscribe` was given; ends with the signal.
 * `subscribe` returns what ends the subscription.
 */
export async function* latest<Value>(
  read: () => Value,
  subscribe: (listener: () => void) => () => void,
  signal: AbortSignal
): AsyncGenerator<Value, void> {
  let changed = true
  let wake: (() => void) | undefined
  const unsubscribe = subscribe(() => {
    changed = true
    wake?.()
  })
  const stop = (): void => wake?.()
  signal.addEventListener('abort', stop, { once: true })
  try {
    while (!signal.aborted) {
      if (changed) {
        changed = false
        yield read()
      } else {
        await new Promise<void>((resolve) => (wake = resolve))
        wake = undefined
      }
    }
  } finally {
    unsubscribe()
    signal.removeEventListener('abort', stop)
  }
}
