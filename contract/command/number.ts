/** Numbers as docker's flags take them. */
import { read, refuse, type ValueParsed } from './problem'

/** A whole number as Go reads it with base 0: `10`, `-1`, `0x10`, `0b1`, `010` (octal). */
export function parseInteger(text: string): ValueParsed<number> {
  const [, sign = '', digits] = /^([-+]?)(0x[\da-f]+|0b[01]+|0o?[0-7]+|0|[1-9]\d*)$/i.exec(text) ?? []
  if (digits === undefined) return refuse('value-integer', text)
  const value = Number(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits)
  return Number.isSafeInteger(value) ? read(sign === '-' ? 0 - value : value) : refuse('value-integer', text)
}

/** A number of processors: `1.5`, `.5`, `1/2`, `1e-1`; docker keeps nine decimal places and refuses more. */
export function parseProcessors(text: string): ValueParsed<number> {
  const [, over, under = '1'] = /^(\+?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?:\/(\d+))?$/.exec(text) ?? []
  if (over === undefined || Number(under) === 0) return refuse('value-processors', text)
  const value = Number(over) / Number(under)
  if (!Number.isSafeInteger(Math.round(value * 1e9))) return refuse('value-processors', text)
  return Math.abs(Math.round(value * 1e9) / 1e9 - value) > 1e-12
    ? refuse('value-processors-precise', text)
    : read(value)
}

/** Without an exponent, with no more places than there are. */
export const processorsText = (value: number): string => value.toFixed(9).replace(/\.?0+$/, '')
