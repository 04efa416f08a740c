/** One remark on good practice: where, which, and what would mend it. */
import type { Instruction } from './read'

/** Keys of `builds-editor.hint`. */
export const hintCodes = [
  'many-runs',
  'apt-update-alone',
  'apt-install-alone',
  'apt-no-yes',
  'apt-not-cleaned',
  'apk-cache',
  'pip-cache',
  'sudo',
  'cd-lost',
  'cd-workdir',
  'no-tag',
  'latest',
  'secret-env',
  'secret-arg',
  'no-user',
  'root-user',
  'add-copy',
  'copy-early',
  'cmd-shell',
  'entrypoint-shell',
  'entrypoint-ignores-cmd',
  'cmd-after-entrypoint',
  'entrypoint-alone',
  'nothing-starts'
] as const
export type HintCode = (typeof hintCodes)[number]

export interface Edit {
  readonly from: number
  readonly to: number
  readonly insert: string
}
export interface Hint {
  readonly code: HintCode
  /** What does not do what it seems to is a warning; what could be better is advice. */
  readonly kind: 'warning' | 'advice'
  readonly from: number
  readonly to: number
  readonly values: Readonly<Record<string, string>>
  /** Does it at once. */
  readonly mend?: readonly Edit[]
}

type More = { readonly values?: Hint['values']; readonly mend?: readonly Edit[] }
const at = (
  kind: Hint['kind'],
  code: HintCode,
  { from, keywordTo }: Instruction,
  { values = {}, mend }: More
): Hint => ({
  code,
  kind,
  from,
  to: keywordTo,
  values,
  ...(mend === undefined ? {} : { mend })
})
/** On an instruction's keyword. */
export const advice = (code: HintCode, instruction: Instruction, more: More = {}): Hint =>
  at('advice', code, instruction, more)
export const warning = (code: HintCode, instruction: Instruction, more: More = {}): Hint =>
  at('warning', code, instruction, more)
