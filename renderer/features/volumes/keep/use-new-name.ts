/** A name for a volume that is not there yet. */
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useVolumes } from '../../../stores/volumes'

/** What engines take. */
export const isVolumeName = (text: string): boolean => /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/.test(text)

export function useNewName(first: string) {
  const { t } = useI18n()
  const volumes = useVolumes()
  const name = ref(first)
  const problem = computed(() => {
    const text = name.value.trim()
    if (!isVolumeName(text)) return t('volumes-keep.name-wrong')
    return volumes.byName.has(text) ? t('volumes-keep.name-taken') : undefined
  })
  return { name, problem }
}
