/** Sizes as docker's flags take them: `512m`, `1.5g`, `2GiB`, binary units all (docker/go-units, RAMInBytes). */
import { read, refuse, type ValueParsed } from './problem'

const units = ['', 'k', 'm', 'g', 't', 'p'] as const

/** Bytes, cut to a whole number as docker does. */
export function parseBytes(text: string): ValueParsed<number> {
  const [, digits, unit = ''] = /^(\d+\.?\d*|\.\d+) ?(?:b|([kmgtp])(?:i?b)?)?$/i.exec(text) ?? []
  if (digits === undefined) return refuse('value-size', text)
  const value = Math.trunc(Number(digits) * 1024 ** units.indexOf(unit.toLowerCase() as (typeof units)[number]))
  return Number.isSafeInteger(value) ? read(value) : refuse('value-size', text)
}

/** Bytes, or -1: as much as there is. */
export const parseBytesOrUnlimited = (text: string): ValueParsed<number> =>
  text === '-1' ? read(-1) : parseBytes(text)

/** `512m` where that is exact; else the plain number. */
export function bytesText(bytes: number): string {
  let [value, unit] = [bytes, 0]
  while (value > 0 && value % 1024 === 0 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1]
  return `${value}${units[unit] ?? ''}`
}
