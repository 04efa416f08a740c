/** A container that fills the form: as a copy of it, or to take its place. */
import { useI18n } from 'vue-i18n'
import { call } from '../../ipc/client'
import { failureText } from '../../modules/failure-text'
import { useConnections } from '../../stores/connections'
import { useContainers } from '../../stores/containers'
import { useToasts } from '../../ui/toasts/use-toasts'
import { resetForm, runForm } from './draft'
import { draftOf } from './draft-of'
import { markSecrets } from './fill-rows'
import { openFilled } from './open-sections'
import { wordsText } from './pasted'

export type SourceMode = 'duplicate' | 'edit'

export function useSource() {
  const { t } = useI18n()
  const connections = useConnections()
  const containers = useContainers()
  const toasts = useToasts()

  return async function fillFrom(id: string, mode: SourceMode): Promise<void> {
    const connection = connections.currentId
    const container = { id, name: containers.byId.get(id)?.name ?? '' }
    if (connection === undefined) return
    const outcome = await call('containers.runOptions', { connection, container })
    if (!outcome.ok) {
      const { sentence } = failureText(outcome.failure, connections.current?.endpoint)
      return toasts.failure({ sentence: t('run.from-failed'), detail: sentence })
    }
    const { options, lost } = outcome.value
    const draft = draftOf(mode === 'duplicate' ? { ...options, name: '' } : options, wordsText)
    markSecrets(draft.environment)
    resetForm(draft)
    runForm.target = mode === 'edit' ? { kind: 'recreate', connection, container } : { kind: 'run' }
    openFilled()
    if (lost.length > 0) toasts.say(t('run.lost', { parts: lost.join(', ') }))
  }
}
