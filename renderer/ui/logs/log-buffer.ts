/**
 * The last lines of a log, however long it gets: appending is cheap, the oldest go, and each line keeps the number under
 * which it came. Nothing in it is reactive but its version.
 */
import { shallowRef, type ShallowRef } from 'vue'
import type { LogLine } from '../../../contract/containers/model'

export type { LogLine }

export interface LogBuffer {
  /** Grows with each change: read it to depend on the lines. */
  readonly version: Readonly<ShallowRef<number>>
  /** The number of the oldest line that is kept: so many came before it and are gone. */
  readonly first: number
  /** The number that the next line will have. */
  readonly end: number
  /** How many lines were dropped because there were too many; not those that were cleared. */
  readonly dropped: number
  append(lines: readonly LogLine[]): void
  /** The line of a number; undefined where it is gone or has not come yet. */
  at(number: number): LogLine | undefined
  clear(): void
}

export const usualCapacity = 100_000

export function useLogBuffer(capacity = usualCapacity): LogBuffer {
  const ring: LogLine[] = []
  const version = shallowRef(0)
  let first = 0
  let end = 0
  let dropped = 0
  const changed = (): void => void version.value++
  return {
    version,
    get first() {
      return first
    },
    get end() {
      return end
    },
    get dropped() {
      return dropped
    },
    append(lines) {
      if (lines.length === 0) return
      // Of a batch larger than the whole buffer only its end stays.
      const skipped = Math.max(0, lines.length - capacity)
      end += skipped
      for (let index = skipped; index < lines.length; index++) {
        const line = lines[index]
        if (line !== undefined) ring[end++ % capacity] = line
      }
      const oldest = Math.max(first, end - capacity)
      dropped += oldest - first
      first = oldest
      changed()
    },
    at: (number) => (number < first || number >= end ? undefined : ring[number % capacity]),
    clear() {
      ring.length = 0
      first = end
      dropped = 0
      changed()
    }
  }
}
