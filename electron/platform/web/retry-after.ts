/** When a server that has had too many questions wants the next one: whatever it writes, a time that can be shown. */

/** Seconds: a server that asks for more patience than ten years means something else. */
const longest = 10 * 366 * 24 * 3600
/** Whatever is below this is seconds from now, not a Unix time. */
const earliest = 1_000_000_000

/** Unix time in seconds, or undefined where nothing of use was said. `after`: `Retry-After`; `at`: a Unix time, as some write it. */
export function retryTime(after: string | undefined, at?: string): number | undefined {
  const now = Date.now() / 1_000
  const number = (text: string | undefined): number => (/^\s*\d+(?:\.\d+)?\s*$/.test(text ?? '') ? Number(text) : NaN)
  const absolute = number(at)
  // A date begins with its day's name or a year: V8 takes much else for one.
  const date = /^\s*(?:[a-z]{3}|\d{4}-)/i.test(after ?? '') ? Date.parse(after ?? '') / 1_000 : NaN
  const times = [absolute >= earliest ? absolute : now + absolute, now + number(after), date]
  const found = times.find((time) => time >= earliest && time <= now + longest)
  return found === undefined ? undefined : Math.ceil(found)
}
