/** Figures as `docker stats` prints them (docker/cli, formatter_stats.go; docker/go-units, size.go). */
import { humanSize, roundHalfEven, type Size } from '../../format/size'

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'] as const
export type BinaryUnit = (typeof binaryUnits)[number]

export interface BinarySize {
  readonly count: number
  readonly unit: BinaryUnit
  /** `1.5MiB` */
  readonly text: string
}

/** Bytes by powers of 1024, with four significant digits: Go's `%.4g`. */
export function binarySize(bytes: number): BinarySize {
  let value = Math.max(0, bytes)
  let index = 0
  while (value >= 1024 && index < binaryUnits.length - 1) {
    value /= 1024
    index++
  }
  // It never has more than four digits before the point: Go's exponents do not appear.
  const count = Number(roundHalfEven(value, 4))
  const unit = binaryUnits[index] ?? 'B'
  return { count, unit, text: `${count}${unit}` }
}

/** Percent of the memory that it may use; 0 where that is not known. */
export const memoryShare = (memory: number, limit: number): number => (limit > 0 ? (memory / limit) * 100 : 0)

/** `12.34%` */
export const percentText = (percent: number): string => `${percent.toFixed(2)}%`

/** Network and disk: decimal, three digits. */
export const trafficSize = (bytes: number): Size => humanSize(bytes)
