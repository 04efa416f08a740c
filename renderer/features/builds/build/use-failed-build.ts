/** Why a build failed, in words: above its steps, and at the line of the Dockerfile that is to blame. */
import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { BuildFailure } from '../../../../contract/builds/model'
import type { Failure } from '../../../../contract/failure'
import { failureText, type FailureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import type { FailedBuild } from '../form/draft'
import { lastLines, type Followed } from './follow'

export interface FailedWords {
  readonly reason: ComputedRef<BuildFailure | undefined>
  readonly words: ComputedRef<FailureText | undefined>
  /** For the editor: the lines, and what was said there. */
  readonly marked: ComputedRef<{ readonly first: number; readonly last: number; readonly message: string } | undefined>
  /** What the form shows beside the same text. */
  readonly failed: ComputedRef<FailedBuild | undefined>
}

/** `lost`: why the build itself could not be followed. */
export function useFailedBuild(
  followed: Readonly<Ref<Followed>>,
  lost: Readonly<Ref<Failure | undefined>>
): FailedWords {
  const { t, locale } = useI18n()
  const connections = useConnections()
  const build = computed(() => followed.value.build)
  const reason = computed(() => (build.value?.outcome.kind === 'failed' ? build.value.outcome.reason : undefined))

  function wordsOf({ failure, lines, step }: BuildFailure): FailureText {
    const engine = connections.connections.find(({ id }) => id === build.value?.connection)
    const text = failureText(failure, engine?.endpoint)
    if (failure.kind === 'engine-unreachable') return { sentence: text.sentence, cure: t('builds.lost') }
    // What was said stands at its step and at its line; here it is said which.
    if (lines === undefined) return text
    return {
      sentence: t('builds.failed-at', { line: lines.first }),
      ...(step === undefined ? { detail: text.detail } : {})
    }
  }
  const words = computed(() => {
    void locale.value
    if (lost.value !== undefined && build.value === undefined) return failureText(lost.value)
    return reason.value === undefined ? undefined : wordsOf(reason.value)
  })
  /** The step's last words say more than that it failed. */
  const said = computed(() => {
    const step = reason.value?.step
    const lines = step === undefined ? [] : lastLines(followed.value.lines.get(step), 4)
    const last = lines.map((text) => text.trimEnd()).filter((text) => text !== '')
    return last.join('\n') || reason.value?.failure.message || ''
  })
  const marked = computed(() => {
    const lines = reason.value?.lines
    return lines === undefined ? undefined : { ...lines, message: said.value }
  })
  const failed = computed((): FailedBuild | undefined => {
    if (reason.value === undefined || build.value === undefined) return undefined
    return { id: build.value.id, text: followed.value.dockerfile, reason: reason.value, said: said.value }
  })
  return { reason, words, marked, failed }
}
