/** Values that a schema takes, for property tests: an operation that is new is tested without a word said about it. */
import fc from 'fast-check'
import * as v from 'valibot'
import { argument } from './test-argument'

/** As much of valibot's schemas as the contract uses. */
interface Shape {
  readonly type: string
  readonly entries?: Readonly<Record<string, Shape>>
  readonly options?: readonly unknown[]
  readonly item?: Shape
  readonly wrapped?: Shape
  readonly literal?: unknown
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[]
}

/** Some values of a schema; throws where it holds a kind that is not known here. */
export function valueOf(schema: unknown): fc.Arbitrary<unknown> {
  const shape = schema as Shape
  const made = bareOf(shape)
  return made.filter((value) => v.is(schema as v.GenericSchema, value))
}

function bareOf(shape: Shape): fc.Arbitrary<unknown> {
  const { type, entries = {}, options = [], item, wrapped } = shape
  switch (type) {
    case 'object':
      return fc
        .record(Object.fromEntries(Object.entries(entries).map(([name, inner]) => [name, valueOf(inner)])))
        .map((value) => Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)))
    case 'array':
      return fc.array(valueOf(item), { minLength: least(shape), maxLength: Math.max(3, least(shape)) })
    case 'optional':
    case 'nullable':
      return fc.oneof(fc.constant(type === 'nullable' ? null : undefined), valueOf(wrapped))
    case 'picklist':
      return fc.constantFrom(...options)
    case 'variant':
    case 'union':
      return fc.oneof(...options.map((option) => valueOf(option)))
    case 'literal':
      return fc.constant(shape.literal)
    case 'boolean':
      return fc.boolean()
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 1_000_000_000 }))
    case 'string':
      return textOf(shape)
    default:
      throw new Error(`a value of ${type}`)
  }
}

function textOf({ pipe = [] }: Shape): fc.Arbitrary<string> {
  const pattern = pipe.find((action) => action.type === 'regex')?.requirement
  if (pattern instanceof RegExp) return fc.stringMatching(pattern)
  const plain = fc.constantFrom('web', 'nginx:latest', '-odd', 'two words', '2026-11-21T04:30', '')
  const path = argument.map((text) => `/${text}`)
  return pipe.some((action) => action.type === 'starts_with')
    ? path
    : fc.oneof({ weight: 3, arbitrary: plain }, path, argument)
}

const least = ({ pipe = [] }: Shape): number => {
  const requirement = pipe.find((action) => action.type === 'min_length')?.requirement
  return typeof requirement === 'number' ? requirement : 0
}
