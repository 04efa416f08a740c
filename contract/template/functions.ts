/** What templates can call: Go's own, and docker's. Sources: Go, `text/template/funcs.go`; docker/cli, `templates/templates.go`. */
import { TemplateError } from './problem'
import { sprintf } from './printf'
import {
  basicKind,
  isFields,
  isTrue,
  JsonNumber,
  jsonText,
  Nil,
  printed,
  typeName,
  type ShapeOf,
  type Value
} from './value'

/** Refuses as Go refuses: `error calling NAME: …`. */
export class CallError extends Error {}

type Call = (values: readonly Value[], shapeOf: ShapeOf) => Value

const text = (value: Value, name: string): string => {
  if (typeof value === 'string') return value
  if (value instanceof JsonNumber) return value.text
  throw new CallError(`wrong type for value; expected string; got ${typeName(value)} (${name})`)
}
const whole = (value: Value): number => {
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw new CallError(`wrong type for value; expected int; got ${typeName(value)}`)
}
const list = (value: Value): readonly Value[] => {
  if (Array.isArray(value)) return value as readonly Value[]
  if (value instanceof Nil) return []
  throw new CallError(`wrong type for value; expected []string; got ${typeName(value)}`)
}

function equal(one: Value, other: Value): boolean {
  if (
    one instanceof Nil ||
    other instanceof Nil ||
    one === undefined ||
    one === null ||
    other === undefined ||
    other === null
  ) {
    const empty = (value: Value): boolean => value instanceof Nil || value === undefined || value === null
    return empty(one) && empty(other)
  }
  const [first, second] = [basicKind(one), basicKind(other)]
  if (first === undefined || second === undefined) throw new CallError('non-comparable types')
  if (first !== second) throw new CallError('incompatible types for comparison')
  return plain(one) === plain(other)
}
const plain = (value: Value): Value => (value instanceof JsonNumber ? value.text : value)

function less(one: Value, other: Value): boolean {
  const [first, second] = [basicKind(one), basicKind(other)]
  if (first === undefined || second === undefined || first === 'bool')
    throw new CallError('invalid type for comparison')
  if (first !== second) throw new CallError('incompatible types for comparison')
  return (plain(one) as string | number) < (plain(other) as string | number)
}

function index(values: readonly Value[]): Value {
  let [at] = values
  for (const key of values.slice(1)) {
    if (at instanceof Nil && at.of === 'map') return ''
    if (at === undefined || at === null || (at instanceof Nil && at.of === 'pointer'))
      throw new CallError('index of untyped nil')
    if (Array.isArray(at) || at instanceof Nil) {
      const items = list(at)
      if (typeof key !== 'number') throw new CallError(`cannot index slice/array with type ${typeName(key)}`)
      if (key < 0 || key >= items.length) throw new CallError(`index out of range: ${key}`)
      at = items[key]
    } else if (isFields(at)) {
      if (typeof key !== 'string') throw new CallError(`value has type ${typeName(key)}; should be string`)
      at = own(at, key)
    } else throw new CallError(`can't index item of type ${typeName(at)}`)
  }
  return at
}

/** What a map of this one's values gives for a name that it has not: Go's zero of their type. */
export function own(fields: { readonly [name: string]: Value }, key: string): Value {
  if (Object.hasOwn(fields, key)) return fields[key]
  const [sample] = Object.values(fields)
  if (sample === undefined || typeof sample === 'string') return ''
  return Array.isArray(sample) || sample instanceof Nil ? new Nil('slice') : undefined
}

function length(value: Value): number {
  if (typeof value === 'string') return utf8Length(value)
  if (Array.isArray(value)) return value.length
  if (value instanceof Nil && value.of !== 'pointer') return 0
  if (isFields(value)) return Object.keys(value).length
  throw new CallError(`len of type ${typeName(value)}`)
}
/** Go counts bytes. */
const utf8Length = (value: string): number => encodeURIComponent(value).replace(/%../g, 'x').length

/** Go puts a space between two of which neither is text. */
const print = (values: readonly Value[], shapeOf: ShapeOf): string =>
  values
    .map((value, at) => {
      const before = values[at - 1]
      const apart = at > 0 && typeof value !== 'string' && typeof before !== 'string'
      return (apart ? ' ' : '') + printed(value, shapeOf, false)
    })
    .join('')

/** Characters that padding adds at most. */
const most = 10_000

const functions: Readonly<Record<string, readonly [least: number, most: number, call: Call]>> = {
  json: [1, 1, ([value], shapeOf) => jsonText(value, shapeOf)],
  join: [
    2,
    2,
    ([items, separator]) =>
      list(items ?? null)
        .map((item) => text(item, 'join'))
        .join(text(separator, 'join'))
  ],
  split: [
    2,
    2,
    ([value, separator]) =>
      text(separator, 'split') === '' ? [...text(value, 'split')] : text(value, 'split').split(text(separator, 'split'))
  ],
  lower: [1, 1, ([value]) => text(value, 'lower').toLowerCase()],
  upper: [1, 1, ([value]) => text(value, 'upper').toUpperCase()],
  title: [
    1,
    1,
    ([value]) =>
      text(value, 'title').replace(
        /(^|[^\p{L}\p{Nd}_'])(\p{L})/gu,
        (_, before: string, letter: string) => before + letter.toUpperCase()
      )
  ],
  pad: [
    3,
    3,
    ([value, before, after]) =>
      text(value, 'pad') === ''
        ? ''
        : ' '.repeat(Math.min(most, whole(before))) + text(value, 'pad') + ' '.repeat(Math.min(most, whole(after)))
  ],
  truncate: [2, 2, ([value, count]) => text(value, 'truncate').slice(0, whole(count))],
  len: [1, 1, ([value]) => length(value)],
  index: [1, Infinity, (values) => index(values)],
  not: [1, 1, ([value], shapeOf) => !isTrue(value, shapeOf)],
  eq: [2, Infinity, ([one, ...others]) => others.map((other) => equal(one, other)).some(Boolean)],
  ne: [2, 2, ([one, other]) => !equal(one, other)],
  lt: [2, 2, ([one, other]) => less(one, other)],
  le: [2, 2, ([one, other]) => less(one, other) || equal(one, other)],
  gt: [2, 2, ([one, other]) => !less(one, other) && !equal(one, other)],
  ge: [2, 2, ([one, other]) => !less(one, other)],
  print: [0, Infinity, print],
  println: [0, Infinity, (values, shapeOf) => `${values.map((value) => printed(value, shapeOf, false)).join(' ')}\n`],
  printf: [1, Infinity, ([format, ...values], shapeOf) => sprintf(text(format, 'printf'), values, shapeOf)]
}
/** Go has these; nobody needs them to look at a container. */
const known = new Set(['html', 'js', 'urlquery', 'call', 'slice'])
/** These stop at the first that decides. */
export const lazy: ReadonlySet<string> = new Set(['and', 'or'])

export const isFunction = (name: string): boolean => Object.hasOwn(functions, name) || known.has(name) || lazy.has(name)

/** Throws CallError, and TemplateError for what is not in the subset. */
export function callFunction(name: string, values: readonly Value[], shapeOf: ShapeOf): Value {
  const entry = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (entry === undefined) throw new TemplateError('unsupported', `the function ${name}`, 0)
  const [least, mostValues, call] = entry
  if (values.length < least || values.length > mostValues) throw new WrongCount(least, mostValues, values.length)
  return call(values, shapeOf)
}

export class WrongCount extends Error {
  constructor(least: number, most: number, got: number) {
    super(most === Infinity ? `want at least ${least} got ${got}` : `want ${least} got ${got}`)
  }
}
