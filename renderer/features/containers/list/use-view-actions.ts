/** What the list's own menu does: sizes on demand, and copies of what is shown. */
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Container } from '../../../../contract/containers/model'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useSettings } from '../../../stores/settings'
import { copyText } from '../../../ui/base/copy-text'
import { useToasts } from '../../../ui/toasts/use-toasts'
import type { Sizes } from './use-sizes'

export interface ViewActions {
  /** The column of sizes stands open. */
  readonly showsSizes: ComputedRef<boolean>
  readSizes(): Promise<void>
  copyIds(): void
}

export function useViewActions(sizes: Sizes, rows: () => readonly Container[]): ViewActions {
  const { t } = useI18n()
  const settings = useSettings()
  const connections = useConnections()
  const toasts = useToasts()
  const table = computed(() => settings.table('containers'))
  const showsSizes = computed(() => table.value.hidden.includes('!size'))

  return {
    showsSizes,
    async readSizes() {
      if (!showsSizes.value)
        await settings.updateTable('containers', { ...table.value, hidden: [...table.value.hidden, '!size'] })
      const failure = await sizes.read()
      if (failure === undefined) return
      const { sentence } = failureText(failure, connections.current?.endpoint)
      toasts.failure(t('containers-list.size-refused', { sentence }))
    },
    copyIds: () =>
      void copyText(
        rows()
          .map(({ id }) => id)
          .join('\n')
      )
  }
}
