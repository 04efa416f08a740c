/** A keyed collection that can be watched: a snapshot first, then what changed, merged while a watcher is busy. */

export type FeedChange<Key, Value> =
  | { readonly kind: 'snapshot'; readonly values: Value[] }
  /** Each key at most once, its newest value; a key is in one of both lists. */
  | { readonly kind: 'change'; readonly upserted: Value[]; readonly removed: Key[] }

export interface Feed<Key, Value> {
  upsert(key: Key, value: Value): void
  remove(keys: readonly Key[]): void
  /** Replaces everything: watchers get a snapshot. */
  reset(entries: Iterable<readonly [Key, Value]>): void
  get(key: Key): Value | undefined
  keys(): IterableIterator<Key>
  values(): IterableIterator<Value>
  readonly size: number
  /**
   * Ends when the signal aborts. A watcher that takes its time finds all that happened meanwhile in one change, so
   * what waits for it is bounded by the size of the collection.
   * `snapshotFirst: false`: where nothing is known yet, the first snapshot waits for the first reset.
   */
  watch(
    signal: AbortSignal,
    options?: { readonly snapshotFirst?: boolean }
  ): AsyncGenerator<FeedChange<Key, Value>, void>
}

interface Watcher<Key> {
  dirty: Set<Key>
  snapshotDue: boolean
  wake: (() => void) | undefined
}

export function createFeed<Key, Value>(): Feed<Key, Value> {
  let known = new Map<Key, Value>()
  const watchers = new Set<Watcher<Key>>()

  const tell = (mark: (watcher: Watcher<Key>) => void): void => {
    for (const watcher of watchers) {
      mark(watcher)
      watcher.wake?.()
    }
  }
  const touch = (keys: readonly Key[]): void => tell((watcher) => keys.forEach((key) => watcher.dirty.add(key)))

  return {
    upsert(key, value) {
      known.set(key, value)
      touch([key])
    },
    remove(keys) {
      const gone = keys.filter((key) => known.delete(key))
      if (gone.length > 0) touch(gone)
    },
    reset(entries) {
      known = new Map(entries)
      tell((watcher) => (watcher.snapshotDue = true))
    },
    get: (key) => known.get(key),
    keys: () => known.keys(),
    values: () => known.values(),
    get size() {
      return known.size
    },
    async *watch(signal, { snapshotFirst = true } = {}) {
      const watcher: Watcher<Key> = { dirty: new Set(), snapshotDue: snapshotFirst, wake: undefined }
      const stop = (): void => watcher.wake?.()
      watchers.add(watcher)
      signal.addEventListener('abort', stop, { once: true })
      try {
        while (!signal.aborted) {
          if (watcher.snapshotDue) {
            watcher.snapshotDue = false
            watcher.dirty.clear()
            yield { kind: 'snapshot', values: [...known.values()] }
          } else if (watcher.dirty.size > 0) {
            const keys = [...watcher.dirty]
            watcher.dirty.clear()
            const upserted = keys.filter((key) => known.has(key)).map((key) => known.get(key) as Value)
            yield { kind: 'change', upserted, removed: keys.filter((key) => !known.has(key)) }
          } else {
            await new Promise<void>((resolve) => (watcher.wake = resolve))
            watcher.wake = undefined
          }
        }
      } finally {
        watchers.delete(watcher)
        signal.removeEventListener('abort', stop)
      }
    }
  }
}
