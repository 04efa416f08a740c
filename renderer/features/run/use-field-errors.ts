/** What is said at each field of the run form: what the form itself sees, then what the engine refused. */
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RunSection } from '../../../contract/containers/run-fields'
import { failureText, type FailureText } from '../../modules/failure-text'
import { useContainers } from '../../stores/containers'
import { runForm } from './draft'
import { portConflicts, type PortConflict } from './port-conflicts'
import type { Problem } from './problem'
import type { Refusal } from './refusal'
import { sectionOf } from './sections'
import { useHeldPorts } from './use-held-ports'
import { useTarget } from './use-target'
import { validate } from './validate'

export function useFieldErrors(refusal: () => Refusal | undefined) {
  const { t, locale } = useI18n()
  const containers = useContainers()
  const target = useTarget()
  /** One has tried to run it: what is still missing is said from then on. */
  const attempted = ref(false)
  // Another draft is another try: nothing of it was missing yet.
  watch(
    () => runForm.draft,
    () => (attempted.value = false),
    { flush: 'sync' }
  )

  const validated = computed(() => validate(runForm.draft))
  /** The container that is replaced gives its ports back. */
  const others = computed(() => {
    const { value } = target
    return value.kind === 'recreate' ? containers.list.filter(({ id }) => id !== value.container.id) : containers.list
  })
  const wantedPorts = computed(() => runForm.draft.ports.map(({ key }) => validated.value.ports.get(key) ?? []))
  const heldPorts = useHeldPorts(wantedPorts)
  const conflicts = computed<ReadonlyMap<number, PortConflict>>(() => {
    const found = portConflicts(wantedPorts.value, others.value, heldPorts.value)
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
  /** The engine knows of ports that no container publishes. */
  const suggestedPort = computed(() => {
    const { field, failure } = refusal() ?? {}
    const remedy = failure?.remedy
    if (field?.startsWith('ports:') !== true || remedy?.kind !== 'choose-port') return undefined
    return remedy.suggestion === undefined
      ? undefined
      : { key: Number(field.slice('ports:'.length)), port: remedy.suggestion }
  })

  const said = (problem: Problem | undefined): problem is Problem =>
    problem !== undefined && (attempted.value || problem.missing !== true)
  function errorAt(field: string): string | undefined {
    const problem = validated.value.problems.get(field)
    if (said(problem)) return t(problem.key, { ...problem.values })
    if (refusal()?.field !== field) return undefined
    // What is said of a taken port stands below it, with its holder.
    const [list, key] = field.split(':')
    if (list === 'ports' && conflicts.value.has(Number(key)) && suggestedPort.value === undefined) return undefined
    const { sentence, detail } = refused.value ?? { sentence: '' }
    // The engine's words add something only where the sentence is a general one.
    return refusal()?.failure.kind === 'invalid-input' && detail !== undefined ? detail : sentence
  }
  function noteAt(field: string): string | undefined {
    const problem = validated.value.notes.get(field)
    return problem === undefined ? undefined : t(problem.key, { ...problem.values })
  }
  /** How many fields of a section have something wrong that is said. */
  const wrong = computed<ReadonlyMap<RunSection, number>>(() => {
    const counts = new Map<RunSection, number>()
    const fields = [...validated.value.problems].flatMap(([field, problem]) => (said(problem) ? [field] : []))
    const last = refusal()?.field
    if (last !== undefined && !fields.includes(last)) fields.push(last)
    for (const field of fields) counts.set(sectionOf(field), (counts.get(sectionOf(field)) ?? 0) + 1)
    return counts
  })
  return {
    attempted,
    validated,
    refused,
    errorAt,
    noteAt,
    portConflicts: conflicts,
    suggestedPort,
    wrong,
    ready: computed(() => validated.value.problems.size === 0)
  }
}
