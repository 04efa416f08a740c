/** All that is to be said of a Dockerfile, in its order and in the window's words: what is wrong, and what could be better. */
import { diagnose, type Problem } from './diagnose'
import type { Edit, Hint, HintCode } from './hint'
import { hintsOf } from './hints'

export interface Remark {
  readonly kind: 'error' | 'warning' | 'advice'
  readonly from: number
  readonly to: number
  /** From 1. */
  readonly line: number
  readonly text: string
  readonly mend?: { readonly label: string; readonly edits: readonly Edit[] }
}
/** vue-i18n's, without the types of every key. */
export interface Words {
  t(key: string, values: Record<string, string>): string
  te(key: string): boolean
}

const mendKey = (code: HintCode): string =>
  code === 'add-copy' || code === 'many-runs' || code === 'cd-lost' ? code : 'exec'

const order = { error: 0, warning: 1, advice: 2 } as const

export async function remarksOf(source: string, { t, te }: Words): Promise<readonly Remark[]> {
  const lineAt = (place: number): number => source.slice(0, place).split('\n').length
  const ofProblem = ({ code, kind, from, to, values, message }: Problem): Remark => {
    const key = `builds-editor.problem.${code}`
    return { kind, from, to, line: lineAt(from), text: te(key) ? t(key, { ...values }) : message }
  }
  const ofHint = ({ code, kind, from, to, values, mend }: Hint): Remark => ({
    kind,
    from,
    to,
    line: lineAt(from),
    text: t(`builds-editor.hint.${code}`, values),
    ...(mend === undefined ? {} : { mend: { label: t(`builds-editor.mend.${mendKey(code)}`, {}), edits: mend } })
  })
  const problems = (await diagnose(source)).map(ofProblem)
  return [...problems, ...hintsOf(source).map(ofHint)].sort(
    (one, other) => one.line - other.line || order[one.kind] - order[other.kind]
  )
}
