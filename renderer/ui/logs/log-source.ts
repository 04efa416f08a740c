/** Where a log view has its lines from: a buffer of its own, or a log that is kept elsewhere and shown a window at a time. */
import type { Ref, ShallowRef } from 'vue'
import type { LogLine } from '../../../contract/containers/model'

export interface ShownLine extends LogLine {
  /** Bytes of the whole line where its text is only the beginning. */
  readonly length?: number
  /** Which log it is of, where there are several. */
  readonly origin?: number
  /** Begin and end of each match, where these are found elsewhere. */
  readonly matches?: readonly number[]
}

export interface LogSource {
  /** Grows with each change: read it to depend on the lines. */
  readonly version: Readonly<ShallowRef<number>>
  /** Another one: numbers mean other lines than before. Absent: always the same. */
  readonly generation?: Readonly<Ref<number>>
  /** The number of the oldest line that there is; it may also fall, when older ones come. */
  readonly first: number
  /** The number that the next line will have. */
  readonly end: number
  /** How many lines were dropped because there were too many; not those that were cleared. */
  readonly dropped: number
  /** The line of a number; undefined where it is gone, or has not come yet. */
  at(number: number): ShownLine | undefined
  clear(): void
  /** These lines are about to be drawn. */
  readonly show?: (from: number, to: number, newest: boolean) => void
  /** Lines as text, also those that were never drawn; undefined where that was refused, and said. */
  readonly copy?: (from: number, to: number, times: boolean) => Promise<string | undefined>
}
