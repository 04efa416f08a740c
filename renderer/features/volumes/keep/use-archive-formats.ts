/** The forms of an archive to choose from; what this computer cannot write is greyed, and says so. */
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ArchiveFormat } from '../../../../contract/volumes/keep/model'
import { call } from '../../../ipc/client'

const all = ['tar.gz', 'tar.zst', 'tar'] as const

export function useArchiveFormats() {
  const { t } = useI18n()
  const known = ref<readonly ArchiveFormat[]>(['tar.gz', 'tar'])
  void call('volumes.archiveFormats', {}).then((reply) => {
    if (reply.ok) known.value = reply.value
  })
  return computed(() =>
    all.map((value) => {
      const can = known.value.includes(value)
      const label = t(`volumes-keep.format.${value.replace('.', '-')}`)
      return { value, label: can ? label : t('volumes-keep.format.unable', { format: label }), disabled: !can }
    })
  )
}
