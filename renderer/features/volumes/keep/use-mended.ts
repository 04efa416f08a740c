/** Says what was put in order of volumes whose replacing was interrupted, each once. */
import { useI18n } from 'vue-i18n'
import { useStream } from '../../../ipc/use-stream'
import { useConnections } from '../../../stores/connections'
import { useToasts } from '../../../ui/toasts/use-toasts'

/** What was said already, by connection: the stream begins anew with each page. */
const said = new Map<string, number>()

export function useMended(): void {
  const { t } = useI18n()
  const connections = useConnections()
  const toasts = useToasts()
  let at = 0
  useStream(
    'volumes.mended',
    () => (connections.currentId === undefined ? undefined : { connection: connections.currentId }),
    {
      opened: () => (at = 0),
      items(all) {
        const connection = connections.currentId ?? ''
        for (const { volume, outcome, message } of all) {
          if (++at <= (said.get(connection) ?? 0)) continue
          said.set(connection, at)
          const sentence = t(`volumes-keep.mended.${outcome}`, { name: volume })
          if (outcome === 'failed') toasts.failure({ sentence, detail: message })
          else toasts.say(sentence)
        }
      }
    }
  )
}
