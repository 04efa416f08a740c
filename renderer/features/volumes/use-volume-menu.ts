/** The context menu of the volumes table: for one row or for all that are chosen. */
import { Archive, Copy, FolderOpen, Info, Play, Trash2 } from '@lucide/vue'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useConnections } from '../../stores/connections'
import { copyText } from '../../ui/base/copy-text'
import type { MenuItem, MenuPlace } from '../../ui/base/menu-model'
import { detailTabs } from './detail/tabs'
import { canKeep, isKeepKind, keepKinds, type KeepKind } from './keep/keeping'
import type { VolumeRow } from './volume-rows'

export function useVolumeMenu(
  rowsOf: (names: readonly string[]) => readonly VolumeRow[],
  act: {
    readonly show: (row: VolumeRow, tab: string) => void
    readonly run: (row: VolumeRow) => void
    readonly remove: (rows: readonly VolumeRow[]) => void
    readonly keep: (kind: KeepKind, row: VolumeRow) => void
  }
) {
  const { t } = useI18n()
  const connections = useConnections()
  const at = ref<MenuPlace>()
  const names = ref<readonly string[]>([])
  const rows = computed(() => rowsOf(names.value))
  const hasFiles = detailTabs.some(({ id }) => id === 'files')

  const items = computed<readonly MenuItem[]>(() => {
    const single = rows.value.length === 1
    const offline = connections.live ? {} : { disabled: true, reason: t('volumes.unreachable') }
    const unable = canKeep(connections.current?.state)
      ? offline
      : { disabled: true, reason: t('volumes-keep.no-helper') }
    return [
      ...(single ? [{ id: 'overview', label: t('volumes.detail.overview'), icon: Info }] : []),
      ...(single && hasFiles ? [{ id: 'files', label: t('volumes.detail.files'), icon: FolderOpen, ...offline }] : []),
      ...(single ? [{ id: 'run', label: t('volumes.run'), icon: Play, ...offline }] : []),
      ...(single
        ? [
            {
              id: 'keep',
              label: t('volumes-keep.menu'),
              icon: Archive,
              items: keepKinds.map((id) => ({
                id,
                label: t(`volumes-keep.menu-${id}`),
                danger: id === 'empty' || id === 'replace',
                separator: id === 'replace',
                ...unable
              })),
              ...unable
            }
          ]
        : []),
      { id: 'copy', label: t('volumes.copy-name', rows.value.length), icon: Copy, separator: single },
      {
        id: 'remove',
        label: t('volumes.remove.menu', { count: rows.value.length }, rows.value.length),
        icon: Trash2,
        danger: true,
        separator: true,
        shortcut: 'Delete',
        ...offline
      }
    ]
  })

  function choose(id: string): void {
    const [row] = rows.value
    if (row === undefined) return
    if (id === 'copy') void copyText(rows.value.map(({ volume }) => volume.name).join('\n'))
    else if (isKeepKind(id)) act.keep(id, row)
    else if (id === 'remove') act.remove(rows.value)
    else if (id === 'run') act.run(row)
    else act.show(row, id)
  }
  function open(menu: { readonly ids: readonly string[]; readonly at: MenuPlace }): void {
    names.value = menu.ids
    at.value = menu.at
  }
  return { at, items, choose, open }
}
