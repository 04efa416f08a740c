/** Sizes as Docker writes them: decimal units, a few significant digits (docker/go-units, size.go). */

const sizeUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const
export type SizeUnit = (typeof sizeUnits)[number]

export interface Size {
  /** Rounded as it is shown. */
  readonly count: number
  readonly unit: SizeUnit
  /** As Docker writes it: `13.3kB`. */
  readonly text: string
  /** For other languages: `t(key, { count })`, the count as the language writes numbers. */
  readonly key: `format.size.${SizeUnit}`
}

/**
 * Bytes as `docker images`, `docker history` and `docker ps --size` show them, with 3 significant digits;
 * `docker system df`, what a prune freed and progress bars take 4.
 * Where rounding reaches 1000 the next unit is taken: Docker itself writes `1e+03kB` there.
 */
export function humanSize(bytes: number, digits: 3 | 4 = 3): Size {
  let value = Math.max(0, bytes)
  let index = 0
  while (value >= 1000 && index < sizeUnits.length - 1) {
    value /= 1000
    index++
  }
  let count = Number(roundHalfEven(value, digits))
  if (count >= 1000 && index < sizeUnits.length - 1) {
    count /= 1000
    index++
  }
  const unit = sizeUnits[index] ?? 'B'
  return { count, unit, text: `${count}${unit}`, key: `format.size.${unit}` }
}

/** To significant digits as Go rounds: an exact half goes to the even digit, where JavaScript takes the larger. */
export function roundHalfEven(value: number, digits: number): string {
  if (value === 0) return '0'
  const exact = value.toExponential(60)
  const [mantissa = '', exponent = ''] = exact.split('e')
  const kept = mantissa.slice(0, digits + 1)
  const rest = mantissa.slice(digits + 1)
  const even = Number(kept.at(-1)) % 2 === 0
  return /^50*$/.test(rest) && even ? `${kept}e${exponent}` : value.toPrecision(digits)
}
