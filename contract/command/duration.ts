/** Durations as Go writes them: `30s`, `1m30s`, `1.5h`, `500ms` (Go, time.ParseDuration). */
import { read, refuse, type ValueParsed } from './problem'

/** In nanoseconds, the largest first. */
const units = [
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
  ['us', 1000n],
  ['ns', 1n]
] as const
const nanosecondsIn: ReadonlyMap<string, bigint> = new Map<string, bigint>([...units, ['µs', 1000n], ['μs', 1000n]])

/** Milliseconds; a part of one is a fraction. Docker takes no negative ones where this is used. */
export function parseDuration(text: string): ValueParsed<number> {
  if (/^[-+]?0$/.test(text)) return read(0)
  if (!/^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return refuse('duration', text)
  if (text.startsWith('-')) return refuse('duration-negative', text)
  let sum = 0n
  for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(/(\d*)\.?(\d*)([a-zµμ]+)/g)) {
    const size = nanosecondsIn.get(unit) ?? 0n
    sum += BigInt(whole || '0') * size + (BigInt(fraction || '0') * size) / 10n ** BigInt(fraction.length)
  }
  // The most that Go's 64 bits hold: 292 years.
  return sum < 2n ** 63n ? read(Number(sum) / 1e6) : refuse('duration', text)
}

/** `1m30s`, from milliseconds. */
export function durationText(milliseconds: number): string {
  let left = BigInt(Math.round(milliseconds * 1e6))
  if (left <= 0n) return '0s'
  let text = ''
  for (const [unit, size] of units) {
    if (left >= size) text += `${left / size}${unit}`
    left %= size
  }
  return text
}
