/**
 * Options of a command that are one flag and one plain value, each said once in a table: the schema, the command, the parser,
 * the form and the request to the engine are all made from it.
 */
import * as v from 'valibot'

const texts = v.array(v.string())
const number = v.optional(v.number())

/** What a flag takes; what its field holds. */
const kinds = {
  /** Nothing: boolean. */
  switch: v.boolean(),
  /** Nothing, and the engine's own setting where it is not given: boolean or undefined. */
  choice: v.optional(v.boolean()),
  /** Text; empty: not given. */
  text: v.string(),
  /** Text, given as often as one likes. */
  texts,
  /** `KEY=VALUE` or `KEY`, as often as one likes. */
  pairs: texts,
  /** A size: a number of bytes, written `512m` where that is exact. */
  bytes: number,
  /** A size, or -1 for as much as there is. */
  'bytes-or-unlimited': number,
  /** A whole number. */
  integer: number,
  /** A number of processors: `1.5`. */
  decimal: number
} as const
export type FieldKind = keyof typeof kinds

/** What each field of every table says. */
export interface FlagField<Kind extends FieldKind = FieldKind> {
  readonly kind: Kind
  /** Without its dashes. */
  readonly flag: string
  /** One letter, with one dash. */
  readonly short?: string
}
type Table = Readonly<Record<string, FlagField>>

export type FieldEntries<Fields extends Table> = {
  readonly [Name in keyof Fields]: (typeof kinds)[Fields[Name]['kind']]
}
export type FieldValues<Fields extends Table> = {
  readonly [Name in keyof Fields]: v.InferOutput<(typeof kinds)[Fields[Name]['kind']]>
}
/** Names of the fields of these kinds. */
export type NamesOfKind<Fields extends Table, Kind extends FieldKind> = {
  [Name in keyof Fields]: Fields[Name]['kind'] extends Kind ? Name : never
}[keyof Fields]

/** Their schemas, for `v.object`. */
export const entriesOf = <Fields extends Table>(fields: Fields): FieldEntries<Fields> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { kind }]) => [name, kinds[kind]])
  ) as unknown as FieldEntries<Fields>

const emptyOf = (kind: FieldKind): unknown =>
  kind === 'switch' ? false : kind === 'text' ? '' : kind === 'texts' || kind === 'pairs' ? [] : undefined
/** Nothing given: docker's own defaults. */
export const emptyValuesOf = <Fields extends Table>(fields: Fields): FieldValues<Fields> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { kind }]) => [name, emptyOf(kind)])
  ) as unknown as FieldValues<Fields>
