/** The little of statistics that a bench needs. */

/**
 * The value below which a share of the values lies, between two neighbours where none is exactly there.
 * @param {readonly number[]} values
 * @param {number} share from 0 to 1
 */
export function percentile(values, share) {
  if (values.length === 0) throw new Error('nothing was measured')
  const sorted = [...values].sort((one, other) => one - other)
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? 0
  // Equal neighbours need no arithmetic, which Infinity would not survive.
  return low === high ? low : low + (high - low) * (place - Math.floor(place))
}

/** @param {readonly number[]} values */
export const median = (values) => percentile(values, 0.5)

/**
 * The median of each pair's own ratio: what slows the machine for a while slows both of a pair.
 * @param {readonly number[]} values
 * @param {readonly number[]} against the values measured beside them, one by one
 */
export function pairedRatio(values, against) {
  if (values.length !== against.length) throw new Error('each value needs its pair')
  return median(values.map((value, index) => value / (against[index] ?? NaN)))
}

/**
 * Measures two things in turns: A, B, A, B …
 * @param {number} rounds
 * @param {(round: number) => Promise<number>} first
 * @param {(round: number) => Promise<number>} second
 * @returns {Promise<{ readonly values: number[], readonly against: number[] }>}
 */
export async function interleave(rounds, first, second) {
  const values = []
  const against = []
  for (let round = 0; round < rounds; round++) {
    values.push(await first(round))
    against.push(await second(round))
  }
  return { values, against }
}
