/** A set of listeners, each of which may go while they are told. */

export interface Listeners<Value> {
  add(listener: (value: Value) => void): () => void
  tell(value: Value): void
}

export function createListeners<Value>(): Listeners<Value> {
  const listeners = new Set<{ readonly listener: (value: Value) => void }>()
  return {
    add(listener) {
      const entry = { listener }
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    tell(value) {
      for (const { listener } of [...listeners]) {
        try {
          listener(value)
        } catch (error) {
          // One listener's fault must not keep the news from the others; it surfaces, and is logged, as uncaught.
          queueMicrotask(() => {
            throw error
          })
        }
      }
    }
  }
}
