/** What the form says, read: the options that the builder takes, and what is wrong at which field. */
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { buildFieldNames, type BuildFieldName } from '../../../../contract/builds/fields'
import { buildForm } from './draft'
import { optionsOf } from './options-of'
import type { useAbilities } from './use-abilities'

const isField = (name: string): name is BuildFieldName => (buildFieldNames as readonly string[]).includes(name)

export function useReading(able: ReturnType<typeof useAbilities>) {
  const { t } = useI18n()
  /** What is only missing is said once one has tried. */
  const attempted = ref(false)
  watch(
    () => buildForm.draft,
    () => (attempted.value = false)
  )
  const read = computed(() => optionsOf(buildForm.draft))
  const options = computed(() => able.taken(read.value.options))
  /** Rows whose value needs what is not here, by their field and key. */
  const beyond = computed(() => {
    const reasons = new Map<string, string>()
    for (const name of buildFieldNames) {
      const rows = buildForm.draft.fields[name]
      if (!Array.isArray(rows) || able.reasonOf(name) !== undefined) continue
      for (const { key, text } of rows) {
        const reason = able.valueReason(name, text.trim())
        if (reason !== undefined) reasons.set(`${name}:${key}`, reason)
      }
    }
    return reasons
  })
  /** What is wrong in a field that is not taken anyway hinders nobody. */
  const isTaken = (field: string): boolean => {
    const name = field.split(':')[0] ?? ''
    return !isField(name) || able.reasonOf(name) === undefined
  }
  const wrong = computed(() => beyond.value.size > 0 || [...read.value.problems.keys()].some(isTaken))

  function errorAt(field: string): string | undefined {
    const problem = read.value.problems.get(field)
    if (problem === undefined) return beyond.value.get(field)
    if (problem.missing === true && !attempted.value) return undefined
    return t(problem.key, { ...problem.values })
  }
  return { options, wrong, attempted, errorAt }
}
