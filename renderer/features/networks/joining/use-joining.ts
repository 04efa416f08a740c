/** Containers put on networks and taken off them: from the detail, the picture, a menu or a pasted command. */
import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { lineText } from '../../../../contract/command/quote'
import type { Container } from '../../../../contract/containers/model'
import { disconnect as disconnectCommand } from '../../../../contract/networks/joining/command'
import { call } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useSettings } from '../../../stores/settings'
import { useDialogs } from '../../../ui/dialogs/use-dialogs'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { addressesOn, networkRef, type NetworkRow } from '../network-rows'

/** What the dialog begins with; the rest is chosen in it. */
export interface Joining {
  readonly network?: NetworkRow
  readonly container?: Container
  readonly aliases?: readonly string[]
  readonly ip?: string
  readonly ip6?: string
}

/** What the page's dialog asks about; undefined: it is closed. */
export const askedJoining = shallowRef<Joining>()

export function useJoining() {
  const { t } = useI18n()
  const connections = useConnections()
  const settings = useSettings()
  const dialogs = useDialogs()
  const toasts = useToasts()

  return {
    ask: (joining: Joining): void => void (askedJoining.value = joining),

    /** Connections that stand over it break: asked first. Whether it was done. */
    async disconnect(row: NetworkRow, user: Container): Promise<boolean> {
      const connection = connections.currentId
      if (connection === undefined) return false
      const container = { id: user.id, name: user.name }
      const request = { connection, network: networkRef(row), container, force: false }
      const addresses = addressesOn(user, row.network.name)
      const confirmed = await dialogs.confirm({
        title: t('networks.disconnect.title', { container: user.name, network: row.network.name }),
        body:
          user.networks.length === 1
            ? t('networks.disconnect.last')
            : addresses.length === 0
              ? t('networks.disconnect.body-stopped')
              : t('networks.disconnect.body', { addresses: addresses.join(', ') }),
        confirmLabel: t('networks.disconnect.do'),
        command: lineText(disconnectCommand(request), { shell: settings.shell, cli: connections.current?.cli ?? [] })
      })
      if (!confirmed) return false
      const outcome = await call('networks.disconnect', request)
      if (outcome.ok) toasts.success(t('networks.disconnect.done', { container: user.name, network: row.network.name }))
      else toasts.failure(failureText(outcome.failure, connections.current?.endpoint))
      return outcome.ok
    }
  }
}
