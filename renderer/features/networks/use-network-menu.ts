/** The context menu of a network: in the table for one row or for all that are chosen, in the picture for one. */
import { Copy, Info, Play, Plus, Trash2 } from '@lucide/vue'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { canJoin } from '../../../contract/networks/model'
import { useConnections } from '../../stores/connections'
import { copyText } from '../../ui/base/copy-text'
import type { MenuItem, MenuPlace } from '../../ui/base/menu-model'
import type { NetworkRow } from './network-rows'

export function useNetworkMenu(
  rowsOf: (ids: readonly string[]) => readonly NetworkRow[],
  act: {
    readonly show: (row: NetworkRow) => void
    readonly connect: (row: NetworkRow) => void
    readonly run: (row: NetworkRow) => void
    readonly remove: (rows: readonly NetworkRow[]) => void
  }
) {
  const { t } = useI18n()
  const connections = useConnections()
  const at = ref<MenuPlace>()
  const ids = ref<readonly string[]>([])
  const rows = computed(() => rowsOf(ids.value))

  const items = computed<readonly MenuItem[]>(() => {
    const [row] = rows.value
    const single = rows.value.length === 1 && row !== undefined
    const offline = connections.live ? {} : { disabled: true, reason: t('networks.unreachable') }
    const isOwn = rows.value.every(({ builtIn }) => builtIn !== undefined)
    return [
      ...(single ? [{ id: 'show', label: t('networks.detail.overview'), icon: Info }] : []),
      ...(single && canJoin(row.network)
        ? [
            { id: 'connect', label: t('networks.members.connect'), icon: Plus, ...offline },
            { id: 'run', label: t('networks.run'), icon: Play, ...offline }
          ]
        : []),
      { id: 'copy-name', label: t('networks.copy-name'), icon: Copy, separator: single },
      ...(single ? [{ id: 'copy-id', label: t('networks.copy-id'), icon: Copy }] : []),
      {
        id: 'remove',
        label: t('networks.remove.menu', { count: rows.value.length }, rows.value.length),
        icon: Trash2,
        danger: true,
        separator: true,
        shortcut: 'Delete',
        ...(isOwn ? { disabled: true, reason: t('networks.remove.built-in') } : offline)
      }
    ]
  })

  function choose(id: string): void {
    const [row] = rows.value
    if (row === undefined) return
    if (id === 'show') act.show(row)
    else if (id === 'connect') act.connect(row)
    else if (id === 'run') act.run(row)
    else if (id === 'copy-name') void copyText(rows.value.map(({ network }) => network.name).join('\n'))
    else if (id === 'copy-id') void copyText(row.network.id)
    else act.remove(rows.value)
  }
  function open(menu: { readonly ids: readonly string[]; readonly at: MenuPlace }): void {
    ids.value = menu.ids
    at.value = menu.at
  }
  return { at, items, choose, open }
}
