/** Times as `docker logs --since` and `--until` take them. Source: moby `api/types/time`, Go's `time.ParseDuration`. */

const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 }
const datePattern = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?)?(Z|[+-]\d\d:\d\d)?$/

/** `1h30m`, `10m`, `1.5h`, `-5s` in milliseconds; undefined for what is none. */
function duration(text: string): number | undefined {
  if (!/^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined
  let sum = 0
  for (const [, amount, unit] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g))
    sum += Number(amount) * (units[unit ?? ''] ?? 0)
  return text.startsWith('-') ? -sum : sum
}

/**
 * Unix time in seconds with nine digits behind the point, as the engine takes it: from a duration before `now` (milliseconds
 * since 1970), a date with as much of its time as is known (local where it names no zone), or Unix seconds. Undefined for
 * what docker would refuse.
 */
export function logTimeOf(text: string, now: number): string | undefined {
  const wanted = text.trim()
  const before = duration(wanted)
  if (before !== undefined) return unix(now - before)
  const unixParts = /^(-?\d+)(?:\.(\d{1,9}))?$/.exec(wanted)
  if (unixParts !== null) return `${unixParts[1]}.${(unixParts[2] ?? '').padEnd(9, '0')}`
  const date = datePattern.exec(wanted)
  if (date === null) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = ''] = date
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  if (Number.isNaN(milliseconds)) return undefined
  return `${Math.floor(milliseconds / 1000)}.${fraction.padEnd(9, '0')}`
}

const unix = (milliseconds: number): string => {
  const seconds = Math.floor(milliseconds / 1000)
  return `${seconds}.${String(Math.round((milliseconds - seconds * 1000) * 1e6)).padStart(9, '0')}`
}
