/** Values as Go's templates see them, from JSON: what they print, whether they are true, and how they compare. */
import { TemplateError } from './problem'

export type Value = undefined | null | boolean | number | string | JsonNumber | Nil | readonly Value[] | Fields
export interface Fields {
  readonly [name: string]: Value
}

/** A number of untyped JSON: to Go its digits, and a string by kind. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

/** Go's nil of a type. */
export class Nil {
  constructor(readonly of: 'slice' | 'map' | 'pointer') {}
}

/** How objects of the data are known to Go: a struct by its fields in their order, a pointer to one, or a map. */
export type Shape = { readonly kind: 'map' } | { readonly kind: 'struct'; readonly fields?: readonly string[] }
export type ShapeOf = (value: Fields) => Shape

export const isFields = (value: Value): value is Fields =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof JsonNumber) &&
  !(value instanceof Nil)

export function isTrue(value: Value, shapeOf: ShapeOf): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return false
  if (value instanceof Nil) return false
  if (value instanceof JsonNumber) return value.text !== ''
  if (Array.isArray(value)) return value.length > 0
  if (isFields(value)) return shapeOf(value).kind === 'struct' || Object.keys(value).length > 0
  return true
}

const byBytes = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
export const sortedKeys = (value: Fields): readonly string[] => Object.keys(value).sort(byBytes)

/** As fmt.Print writes it. `outer`: printed by itself, where no value is said so. */
export function printed(value: Value, shapeOf: ShapeOf, outer = true): string {
  if (value === undefined) return outer ? '<no value>' : '<nil>'
  if (value === null) return outer ? '<no value>' : '<nil>'
  if (value instanceof Nil) return { slice: '[]', map: 'map[]', pointer: '<nil>' }[value.of]
  if (value instanceof JsonNumber) return value.text
  if (Array.isArray(value))
    return `[${(value as readonly Value[]).map((item) => printed(item, shapeOf, false)).join(' ')}]`
  if (!isFields(value)) return String(value)
  const shape = shapeOf(value)
  if (shape.kind === 'map')
    return `map[${sortedKeys(value)
      .map((key) => `${key}:${printed(value[key], shapeOf, false)}`)
      .join(' ')}]`
  if (shape.fields === undefined)
    throw new TemplateError(
      'unsupported',
      'Go prints this object as its own memory has it: write {{json …}} around it',
      0
    )
  return `{${shape.fields.map((name) => printed(value[name] ?? '', shapeOf, false)).join(' ')}}`
}

/** As docker's `json` writes it: maps in the order of their keys, structs in their own. */
export function jsonText(value: Value, shapeOf: ShapeOf): string {
  if (value === undefined || value === null || value instanceof Nil) return 'null'
  if (value instanceof JsonNumber) return value.text
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map((item) => jsonText(item, shapeOf)).join(',')}]`
  if (!isFields(value))
    return JSON.stringify(value).replace(/[\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`)
  const keys = shapeOf(value).kind === 'map' ? sortedKeys(value) : Object.keys(value)
  return `{${keys.map((key) => `${JSON.stringify(key)}:${jsonText(value[key], shapeOf)}`).join(',')}}`
}

export type BasicKind = 'bool' | 'int' | 'float' | 'string'
/** What can be compared; undefined for what cannot. */
export function basicKind(value: Value): BasicKind | undefined {
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return typeof value === 'string' || value instanceof JsonNumber ? 'string' : undefined
}

/** The name of its type in Go, for the words of printf. */
export function typeName(value: Value): string {
  if (value instanceof JsonNumber) return 'json.Number'
  switch (typeof value) {
    case 'boolean':
      return 'bool'
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float64'
    case 'string':
      return 'string'
    default:
      return Array.isArray(value) ? '[]string' : 'map[string]string'
  }
}
