/** What stood in the way of reading a pasted command, or a value: each kind has its sentence in the locale files. */
import type english from '../../locales/en/command.json'

export type ProblemKind = keyof (typeof english)['problem']

export interface CommandProblem {
  readonly kind: ProblemKind
  /** The flag or the part of the command that it is about: `--restart`, `-v`, `image`. */
  readonly flag?: string
  /** The piece of text in question. */
  readonly text?: string
}

/** A value, or why it is none: what a flag takes and what a field of the form holds are read by the same functions. */
export type ValueParsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: CommandProblem }

export const read = <Value>(value: Value): ValueParsed<Value> => ({ ok: true, value })
export const refuse = (kind: ProblemKind, text: string): { readonly ok: false; readonly problem: CommandProblem } => ({
  ok: false,
  problem: { kind, text }
})

/** For `t(key, values)`. */
export const problemMessage = ({ kind, flag = '', text = '' }: CommandProblem) => ({
  key: `command.problem.${kind}` as const,
  values: { flag, text }
})
