/** What is said at each field of the run form: what the form itself sees, then what the engine refused. */
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { failureText, type FailureText } from '../../modules/failure-text'
import { useContainers } from '../../stores/containers'
import { runForm } from './draft'
import { portConflicts, type PortConflict } from './port-conflicts'
import type { Refusal } from './refusal'
import { validate } from './validate'

export function useFieldErrors(refusal: () => Refusal | undefined) {
  const { t, locale } = useI18n()
  const containers = useContainers()
  /** One has tried to run it: what is still missing is said from then on. */
  const attempted = ref(false)

  const validated = computed(() => validate(runForm.draft))
  const conflicts = computed<ReadonlyMap<number, PortConflict>>(() => {
    const found = portConflicts(validated.value.ports, containers.list)
    return new Map(
      runForm.draft.ports.flatMap(({ key }, index) => {
        const conflict = found[index]
        return conflict === undefined ? [] : [[key, conflict] as const]
      })
    )
  })
  const refused = computed<FailureText | undefined>(() => {
    void locale.value
    const last = refusal()
    return last === undefined ? undefined : failureText(last.failure)
  })
  function errorAt(field: string): string | undefined {
    const problem = validated.value.problems.get(field)
    if (problem !== undefined && (attempted.value || problem.missing !== true))
      return t(`run.problem.${problem.key}`, { ...problem.values })
    if (refusal()?.field !== field) return undefined
    const { sentence, detail } = refused.value ?? { sentence: '' }
    // The engine's words add something only where the sentence is a general one.
    return refusal()?.failure.kind === 'invalid-input' && detail !== undefined
      ? t('run.refused', { sentence, detail })
      : sentence
  }
  return {
    attempted,
    validated,
    conflicts,
    refused,
    errorAt,
    ready: computed(() => validated.value.problems.size === 0)
  }
}
