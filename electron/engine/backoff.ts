/** How long to wait before the next try. */

const first = 250
const longest = 15_000

/**
 * Milliseconds before the try that follows `failures` failed ones: 0.25 s, doubled up to 15 s, give or take a quarter, so that
 * several windows do not knock at the same moment. `random` is in [0, 1).
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const steady = Math.min(first * 2 ** Math.min(failures, 16), longest)
  return Math.min(Math.round(steady * (0.75 + random() * 0.5)), longest)
}
