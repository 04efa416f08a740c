/** What stood in the way of reading a pasted command: each kind has its sentence in the locale files. */
import type english from '../../locales/en/command.json'

export type ProblemKind = keyof (typeof english)['problem']

export interface CommandProblem {
  readonly kind: ProblemKind
  /** The flag or the part of the command that it is about: `--restart`, `-v`, `image`. */
  readonly flag?: string
  /** The piece of text in question. */
  readonly text?: string
}

/** For `t(key, values)`. */
export const problemMessage = ({ kind, flag = '', text = '' }: CommandProblem) => ({
  key: `command.problem.${kind}` as const,
  values: { flag, text }
})
