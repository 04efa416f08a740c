/** What is wrong with each field of a connection's form, in words: by its own rules, by what was tried, by what was refused. */
import { computed, reactive, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { TestResult } from '../../../../contract/connections/book/model'
import type { Failure } from '../../../../contract/failure'
import { failureText } from '../../../modules/failure-text'
import {
  hostProblem,
  nameProblem,
  pairProblem,
  pathProblem,
  usesTls,
  type ConnectionDraft,
  type DraftField
} from './draft'

const fields: readonly DraftField[] = ['name', 'host', 'ca', 'cert', 'key']

export function useDraftProblems(
  draft: Readonly<Ref<ConnectionDraft>>,
  about: {
    readonly isNew: () => boolean
    readonly taken: () => readonly string[]
    /** What saving was refused with. */
    readonly failure: () => Failure | undefined
    readonly result: () => TestResult | undefined
  }
) {
  const { t, locale } = useI18n()
  /** Nobody is told that a field is empty before they have been there. */
  const touched = reactive(new Set<DraftField>())
  const touch = (...which: readonly DraftField[]): void =>
    (which.length === 0 ? fields : which).forEach((field) => touched.add(field))

  const problems = computed((): Partial<Record<DraftField, string>> => {
    const { name, host } = draft.value
    const found: Partial<Record<DraftField, string>> = {}
    const nameWrong = about.isNew() ? nameProblem(name, about.taken()) : undefined
    if (nameWrong !== undefined) found.name = t(`connections.wrong.name.${nameWrong}`)
    const hostWrong = hostProblem(host)
    if (hostWrong !== undefined) found.host = t(`connections.wrong.host.${hostWrong}`)
    if (!usesTls(host)) return found
    for (const field of ['ca', 'cert', 'key'] as const)
      if (pathProblem(draft.value[field]) !== undefined) found[field] = t('connections.wrong.relative')
    const lonely = pairProblem(draft.value)
    if (lonely !== undefined) found[lonely] ??= t('connections.wrong.pair')
    return found
  })

  /** What somebody else said about a field stands until it is changed. */
  const said = computed((): Partial<Record<DraftField, string>> => {
    void locale.value
    const failure = about.failure()
    if (failure?.kind === 'invalid-input') {
      const field = fields.find((one) => one === failure.field || (one === 'host' && failure.field === 'endpoint'))
      if (field !== undefined) return { [field]: failure.message }
    }
    const result = about.result()
    if (result?.kind !== 'failed') return {}
    // What happened is said where the try is; here, what mends it.
    const { cure, sentence } = failureText(result.failure, draft.value.host)
    return { [result.field]: cure ?? sentence }
  })

  const wrong = computed((): Partial<Record<DraftField, string>> => {
    const shown = fields.filter((field) => touched.has(field) || (draft.value[field] !== '' && field !== 'host'))
    return {
      ...said.value,
      ...Object.fromEntries(
        shown.flatMap((field) => (problems.value[field] === undefined ? [] : [[field, problems.value[field]]]))
      )
    }
  })
  /** Why it cannot be kept as it stands: a failed try is no reason, an engine may be off at the moment. */
  const reason = computed(() => fields.map((field) => problems.value[field]).find((text) => text !== undefined))

  return { wrong, reason, touch }
}
