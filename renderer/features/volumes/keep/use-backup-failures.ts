/** Says that a backup failed, whatever page is open: one that came by its schedule has nobody who waits for it. */
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useConnections } from '../../../stores/connections'
import { useTasks } from '../../../stores/tasks'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { backupFailure } from './backup-failure'

export function useBackupFailures(): void {
  const { t } = useI18n()
  const connections = useConnections()
  const tasks = useTasks()
  const toasts = useToasts()
  const router = useRouter()
  /** What ended before this window came was said in another, or stands on the volume's page. */
  const since = Date.now()
  const said = new Set<string>()

  watch(
    () => tasks.list,
    (all) => {
      for (const { id, operation, connection, subject, endedAt = 0, state } of all) {
        if (operation !== 'volumes.backUp' || state.kind !== 'failed' || endedAt < since || said.has(id)) continue
        said.add(id)
        const detail = backupFailure(state.failure, t, connections.current?.endpoint)
        const path = `/volumes/${encodeURIComponent(subject)}/backups`
        toasts.failure(
          { sentence: t('volumes-keep.backups.not-written', { name: subject }), detail },
          connection === connections.currentId
            ? { label: t('volumes-keep.show'), run: () => void router.push(path) }
            : undefined
        )
      }
    }
  )
}
