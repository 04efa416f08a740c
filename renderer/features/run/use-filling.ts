/** What fills the form from elsewhere: a pasted command, an image, a container. */
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { parseCommand } from '../../../contract/command/parse-command'
import { problemMessage } from '../../../contract/command/problem'
import { useConnections } from '../../stores/connections'
import { useToasts } from '../../ui/toasts/use-toasts'
import { emptyDraft, resetForm, runForm } from './draft'
import { openFilled } from './open-sections'
import { readPasted } from './pasted'
import { useSource } from './use-source'

/** `fresh` is called where what was there before counts no more. Returns what fills it with a pasted command. */
export function useFilling(fresh: () => void): (source: string) => void {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const connections = useConnections()
  const toasts = useToasts()
  const fillFrom = useSource()

  function fill(source: string): void {
    const read = readPasted(source)
    if (!('draft' in read)) {
      if (read.kind !== 'invalid') return
      const { key, values } = problemMessage(read.problem)
      return toasts.failure(t(key, values))
    }
    fresh()
    resetForm(read.draft)
    runForm.target = { kind: read.start ? 'run' : 'create' }
    runForm.pasted = read.pasted
    openFilled()
  }

  /** `?image=`, `?paste=` and `?from=` come from other pages and the palette; taken once, so that coming back keeps what was typed. */
  watch(
    () => [route.query['image'], route.query['paste'], route.query['from'], connections.currentId] as const,
    ([image, paste, from, connection]) => {
      if (route.path !== '/run') return
      if (typeof from === 'string') {
        // The engine that is asked must be known first.
        if (connection === undefined) return
        fresh()
        void fillFrom(from, route.query['mode'] === 'edit' ? 'edit' : 'duplicate')
      } else if (typeof paste === 'string' && parseCommand(paste).kind === 'run') fill(paste)
      else if (typeof image === 'string' && image !== '' && image !== runForm.draft.image)
        resetForm({ ...emptyDraft(), image })
      if (image !== undefined || paste !== undefined || from !== undefined) void router.replace('/run')
    },
    { immediate: true }
  )
  return fill
}
