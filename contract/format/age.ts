/** Ages as Docker writes them (docker/go-units, duration.go). */

/** How long, in the one unit that Docker chooses; `about a …` has a unit of its own, and a count of one. */
export type AgeUnit =
  | 'less-than-a-second'
  | 'second'
  | 'seconds'
  | 'minute'
  | 'minutes'
  | 'hour'
  | 'hours'
  | 'days'
  | 'weeks'
  | 'months'
  | 'years'

export interface Age {
  readonly unit: AgeUnit
  readonly count: number
}

const hour = 3600
const day = 24
const week = 7 * day
const month = 30 * day
const year = 365 * day

/** The age of something that began `milliseconds` ago; one from the future is less than a second old. */
export function ageOf(milliseconds: number): Age {
  const seconds = Math.trunc(milliseconds / 1000)
  if (seconds < 1) return { unit: 'less-than-a-second', count: 0 }
  if (seconds === 1) return { unit: 'second', count: 1 }
  if (seconds < 60) return { unit: 'seconds', count: seconds }
  const minutes = Math.trunc(seconds / 60)
  if (minutes === 1) return { unit: 'minute', count: 1 }
  if (minutes < 60) return { unit: 'minutes', count: minutes }
  // From here on Docker rounds to the nearest hour, save for years.
  const hours = Math.trunc(milliseconds / 1000 / hour + 0.5)
  if (hours === 1) return { unit: 'hour', count: 1 }
  if (hours < 2 * day) return { unit: 'hours', count: hours }
  if (hours < 2 * week) return { unit: 'days', count: Math.trunc(hours / day) }
  if (hours < 2 * month) return { unit: 'weeks', count: Math.trunc(hours / week) }
  if (hours < 2 * year) return { unit: 'months', count: Math.trunc(hours / month) }
  return { unit: 'years', count: Math.trunc(milliseconds / 1000 / hour / year) }
}

/** In Docker's words: `About a minute`, `47 hours`. Put `ago` after it where Docker does. */
export function ageText({ unit, count }: Age): string {
  switch (unit) {
    case 'less-than-a-second':
      return 'Less than a second'
    case 'minute':
      return 'About a minute'
    case 'hour':
      return 'About an hour'
    default:
      return `${count} ${unit}`
  }
}

/** For other languages: `t(key, { count })`, to stand alone or as `age` in `format.ago` and `format.status`. */
export const ageKey = ({ unit }: Age): `format.age.${AgeUnit}` => `format.age.${unit}`

/** Docker's words read back; undefined where they are none of its own. Podman says `1 minute` and `2 hours`. */
export function parseAge(text: string): Age | undefined {
  const words = text.trim()
  if (/^less than a second$/i.test(words)) return { unit: 'less-than-a-second', count: 0 }
  if (/^about a minute$/i.test(words)) return { unit: 'minute', count: 1 }
  if (/^about an hour$/i.test(words)) return { unit: 'hour', count: 1 }
  const [, digits, name] = /^(\d+) (second|minute|hour|day|week|month|year)s?$/.exec(words) ?? []
  if (digits === undefined || name === undefined) return undefined
  const count = Number(digits)
  if (count === 1 && (name === 'second' || name === 'minute' || name === 'hour')) return { unit: name, count }
  return { unit: `${name}s` as AgeUnit, count }
}

/** The shortest time in milliseconds that reads as this age: an age that was only told in words can be counted on from there. */
export function shortestOf({ unit, count }: Age): number {
  const halfHour = hour / 2
  const seconds: Readonly<Record<AgeUnit, number>> = {
    'less-than-a-second': 0,
    second: 1,
    seconds: count,
    minute: 60,
    minutes: count * 60,
    hour,
    hours: count * hour - halfHour,
    days: count * day * hour - halfHour,
    weeks: count * week * hour - halfHour,
    months: count * month * hour - halfHour,
    years: count * year * hour
  }
  return seconds[unit] * 1000
}

/** Milliseconds until the words for something that began `milliseconds` ago change: nothing needs to tick before. */
export function nextChange(milliseconds: number): number {
  const seconds = milliseconds / 1000
  if (seconds < 60) return (Math.floor(Math.max(0, seconds)) + 1) * 1000 - milliseconds
  if (seconds < hour) return (Math.floor(seconds / 60) + 1) * 60_000 - milliseconds
  // Hours are rounded and years are not: one of the two may turn at each half hour.
  return (Math.floor((seconds / hour) * 2) + 1) * (hour / 2) * 1000 - milliseconds
}
