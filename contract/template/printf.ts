/** fmt.Sprintf, the verbs that are used: %s %v %d %q %t %x %f, widths and precisions. Source: Go, `fmt/print.go`. */
import { TemplateError } from './problem'
import { JsonNumber, printed, typeName, type ShapeOf, type Value } from './value'

/** Characters of one padded value. */
const widest = 10_000

export function sprintf(format: string, values: readonly Value[], shapeOf: ShapeOf): string {
  let used = 0
  const text = format.replace(
    /%([-+# 0]*)(\d+)?(?:\.(\d*))?([^])?/gu,
    (_, flags: string, width?: string, precision?: string, verb?: string) => {
      if (verb === undefined) return '%!(NOVERB)'
      if (verb === '%') return '%'
      if (verb === '*' || verb === '[') throw new TemplateError('unsupported', `printf with %${verb}`, 0)
      if (used >= values.length) return `%!${verb}(MISSING)`
      const value = values[used++]
      const made = one(verb, value, precision === undefined ? undefined : Number(precision || 0), flags, shapeOf)
      return padded(made, Math.min(Number(width ?? 0), widest), flags, verb)
    }
  )
  if (used >= values.length) return text
  return `${text}%!(EXTRA ${values
    .slice(used)
    .map((value) => `${typeName(value)}=${printed(value, shapeOf, false)}`)
    .join(', ')})`
}

function padded(text: string, width: number, flags: string, verb: string): string {
  const missing = width - [...text].length
  if (missing <= 0) return text
  if (flags.includes('-')) return text + ' '.repeat(missing)
  if (!flags.includes('0')) return ' '.repeat(missing) + text
  // Go pads text with zeros too, and numbers behind their sign.
  const sign = verb === 'd' || verb === 'f' ? (/^[+-]/.exec(text)?.[0] ?? '') : ''
  return sign + '0'.repeat(missing) + text.slice(sign.length)
}

function one(verb: string, value: Value, precision: number | undefined, flags: string, shapeOf: ShapeOf): string {
  const wrong = (): string =>
    value === undefined || value === null
      ? `%!${verb}(<nil>)`
      : `%!${verb}(${typeName(value)}=${printed(value, shapeOf, false)})`
  const cut = (text: string): string => (precision === undefined ? text : [...text].slice(0, precision).join(''))
  const isText = typeof value === 'string' || value instanceof JsonNumber
  const sign = (number: number): string => (flags.includes('+') && number >= 0 ? '+' : '')
  switch (verb) {
    case 'v':
      return printed(value, shapeOf, false)
    case 's':
      if (isText) return cut(value instanceof JsonNumber ? value.text : value)
      if (typeof value === 'object' && value !== null) return printed(value, shapeOf, false)
      return wrong()
    case 'q':
      return isText ? JSON.stringify(value instanceof JsonNumber ? value.text : value) : unknown(verb, value, wrong)
    case 'd':
      return typeof value === 'number' && Number.isInteger(value)
        ? sign(value) + String(value)
        : unknown(verb, value, wrong)
    case 't':
      return typeof value === 'boolean' ? String(value) : unknown(verb, value, wrong)
    case 'x':
      if (typeof value === 'number' && Number.isInteger(value)) return value.toString(16)
      return isText ? hex(value instanceof JsonNumber ? value.text : value) : unknown(verb, value, wrong)
    case 'f':
      if (typeof value === 'number' && !Number.isInteger(value)) return sign(value) + value.toFixed(precision ?? 6)
      return unknown(verb, value, wrong)
    case 'c':
    case 'e':
    case 'g':
    case 'o':
    case 'b':
    case 'p':
    case 'T':
    case 'U':
    case 'X':
      throw new TemplateError('unsupported', `printf with %${verb}`, 0)
    default:
      return wrong()
  }
}

/** Go goes into lists and objects with the verb; here only what is simple. */
function unknown(verb: string, value: Value, wrong: () => string): string {
  if (typeof value === 'object' && value !== null && !(value instanceof JsonNumber))
    throw new TemplateError('unsupported', `printf with %${verb} of a whole object`, 0)
  return wrong()
}

const hex = (text: string): string =>
  encodeURIComponent(text).replace(/%([0-9A-F]{2})|[^]/g, (one, code?: string) =>
    code === undefined ? one.charCodeAt(0).toString(16).padStart(2, '0') : code.toLowerCase()
  )
