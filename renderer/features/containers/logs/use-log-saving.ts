/** Saves logs into a file that is chosen in the system's dialog, and says how that ended. */
import { useI18n } from 'vue-i18n'
import type { ContainerRef } from '../../../../contract/scope'
import { call, start } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useTasks } from '../../../stores/tasks'
import { useToasts } from '../../../ui/toasts/use-toasts'
import type { LogSpan } from './use-kept-log'

export function useLogSaving(
  what: () => { readonly containers: readonly ContainerRef[]; readonly span: LogSpan }
): () => Promise<void> {
  const { t } = useI18n()
  const connections = useConnections()
  const tasks = useTasks()
  const toasts = useToasts()
  return async () => {
    const connection = connections.currentId
    const { containers, span } = what()
    if (connection === undefined) return
    const suggestion = `${containers.length === 1 ? containers[0]?.name || 'container' : 'containers'}.log`
    const chosen = await call('app.chooseSave', { suggestion })
    if (!chosen.ok || chosen.value.path === undefined) return
    const { path } = chosen.value
    const request = {
      connection,
      containers: containers.map(({ id, name }) => ({ id, name })),
      path,
      timestamps: true,
      ...span
    }
    const started = await start('containers.saveLogs', request)
    if (!started.ok) return toasts.failure(failureText(started.failure))
    const { state } = await tasks.ended(started.value.task)
    if (state.kind === 'done') toasts.success(t('containers-logs.saved', { path }))
    else if (state.kind === 'failed') toasts.failure(failureText(state.failure))
  }
}
