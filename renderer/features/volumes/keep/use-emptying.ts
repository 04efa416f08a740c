/** Empties a volume, once it was said what goes. */
import { useI18n } from 'vue-i18n'
import { lineText } from '../../../../contract/command/quote'
import { emptyVolume } from '../../../../contract/volumes/keep/command'
import { start } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'
import { useSettings } from '../../../stores/settings'
import { useDialogs } from '../../../ui/dialogs/use-dialogs'
import { useFormat } from '../../../ui/format/use-format'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { isUp, type VolumeRow } from '../volume-rows'
import { useKeep } from './use-keep'
import { weigh } from './use-weight'

export function useEmptying() {
  const { t } = useI18n()
  const connections = useConnections()
  const settings = useSettings()
  const dialogs = useDialogs()
  const toasts = useToasts()
  const format = useFormat()
  const keep = useKeep()

  async function ask({ volume: { name }, shown, users }: VolumeRow): Promise<void> {
    const connection = connections.currentId
    if (connection === undefined) return
    const weight = await weigh(connection, name)
    if ('kind' in weight) return keep.refuse(weight)
    if (weight.files + weight.folders === 0) return void toasts.say(t('volumes-keep.empty.nothing', { name: shown }))
    const confirmed = await dialogs.confirm({
      title: t('volumes-keep.empty.title', { name: shown }),
      body: t('volumes-keep.empty.body'),
      details: [
        { name: t('volumes-keep.files', { count: weight.files }, weight.files), note: format.size(weight.bytes) },
        { name: t('volumes-keep.folders', { count: weight.folders }, weight.folders) },
        ...users.filter(isUp).map((user) => ({ name: user.name, note: t('volumes-keep.uses') }))
      ],
      danger: true,
      confirmLabel: t('volumes-keep.empty.do'),
      typed: shown,
      command: lineText(emptyVolume({ volume: name }), { shell: settings.shell, cli: connections.current?.cli ?? [] })
    })
    if (!confirmed) return
    const failure = await keep.follow(start('volumes.emptyVolume', { connection, volume: name }), (result) =>
      t('volumes-keep.empty.done', { name: shown, amount: keep.amount(result) })
    )
    if (failure !== undefined) keep.refuse(failure)
  }
  return { ask }
}
