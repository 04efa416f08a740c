/** How fast a task moves bytes: what its layers or its file gained over the last seconds. */
import type { Mover } from './task-progress'

/** Milliseconds that are looked back: long enough to be steady, short enough to notice a stall. */
const span = 3_000

export interface TaskRate {
  /** Bytes a second; undefined until there is something to reckon with. */
  readonly rate: number | undefined
  /** Seconds until what is being moved now is there, at that rate; undefined where its end is not known. */
  readonly left: number | undefined
}

/** Fed with what moves at each progress, and its time in milliseconds. */
export function createTaskRate(): (movers: readonly Mover[], at: number) => TaskRate {
  const lastOf = new Map<string, number>()
  let gains: Array<{ readonly at: number; readonly bytes: number }> = []

  return (movers, at) => {
    let gained = 0
    let missing = 0
    for (const { id, current, total } of movers) {
      gained += Math.max(0, current - (lastOf.get(id) ?? 0))
      lastOf.set(id, current)
      missing += total === undefined ? Number.NaN : Math.max(0, total - current)
    }
    gains = [...gains.filter((gain) => at - gain.at <= span), { at, bytes: gained }]
    const [first] = gains
    const passed = first === undefined ? 0 : at - first.at
    if (passed < 500) return { rate: undefined, left: undefined }
    // The first gain was made before the span began.
    const bytes = gains.slice(1).reduce((sum, gain) => sum + gain.bytes, 0)
    const rate = (bytes * 1_000) / passed
    if (rate <= 0) return { rate: undefined, left: undefined }
    return { rate, left: Number.isNaN(missing) ? undefined : missing / rate }
  }
}
