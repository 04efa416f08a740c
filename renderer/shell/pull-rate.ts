/** How fast a pull downloads: what its layers gained over the last seconds. */
import type { PullProgress } from '../../contract/images/model'

/** Milliseconds that are looked back: long enough to be steady, short enough to notice a stall. */
const span = 3_000

export interface PullRate {
  /** Bytes a second; undefined until there is something to reckon with. */
  readonly rate: number | undefined
  /** Seconds until what is being downloaded now is there, at that rate. */
  readonly left: number | undefined
}

/** Fed with each progress and its time in milliseconds. */
export function createPullRate(): (progress: PullProgress, at: number) => PullRate {
  const lastOf = new Map<string, number>()
  let gains: Array<{ readonly at: number; readonly bytes: number }> = []

  return ({ layers }, at) => {
    let gained = 0
    let missing = 0
    for (const { id, status, current, total } of layers) {
      if (status !== 'Downloading' || current === undefined) continue
      gained += Math.max(0, current - (lastOf.get(id) ?? 0))
      lastOf.set(id, current)
      missing += Math.max(0, (total ?? current) - current)
    }
    gains = [...gains.filter((gain) => at - gain.at <= span), { at, bytes: gained }]
    const [first] = gains
    const passed = first === undefined ? 0 : at - first.at
    if (passed < 500) return { rate: undefined, left: undefined }
    // The first gain was made before the span began.
    const bytes = gains.slice(1).reduce((sum, gain) => sum + gain.bytes, 0)
    const rate = (bytes * 1_000) / passed
    return rate <= 0 ? { rate: undefined, left: undefined } : { rate, left: missing / rate }
  }
}
