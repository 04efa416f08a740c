/** The context menu of the images table: for one row or for all that are chosen. */
import { Columns2, CloudUpload, Copy, FileDown, ListOrdered, Play, RefreshCw, Send, Tag, Trash2 } from '@lucide/vue'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useConnections } from '../../stores/connections'
import { copyText } from '../../ui/base/copy-text'
import type { MenuItem, MenuPlace } from '../../ui/base/menu-model'
import type { ImageRow } from './image-rows'

export function useImageMenu(
  rowsOf: (keys: readonly string[]) => readonly ImageRow[],
  act: {
    readonly run: (row: ImageRow) => void
    readonly pull: (reference: string) => void
    readonly remove: (rows: readonly ImageRow[]) => void
    readonly tag: (row: ImageRow) => void
    readonly push: (reference: string) => void
    readonly compare: (rows: readonly ImageRow[]) => void
    readonly send: (rows: readonly ImageRow[]) => void
    readonly save: (rows: readonly ImageRow[]) => void
    readonly show: (row: ImageRow, tab: string) => void
  }
) {
  const { t } = useI18n()
  const connections = useConnections()
  const at = ref<MenuPlace>()
  const keys = ref<readonly string[]>([])
  const rows = computed(() => rowsOf(keys.value))

  const items = computed<readonly MenuItem[]>(() => {
    const [row] = rows.value
    const single = rows.value.length === 1
    const named = single && row !== undefined && row.reference !== row.image.id
    const offline = connections.live ? {} : { disabled: true, reason: t('images.unreachable') }
    return [
      ...(single ? [{ id: 'run', label: t('images.run'), icon: Play, ...offline }] : []),
      ...(named ? [{ id: 'pull', label: t('images.pull-again'), icon: RefreshCw, ...offline }] : []),
      ...(single ? [{ id: 'history', label: t('images.detail.history'), icon: ListOrdered, ...offline }] : []),
      ...(rows.value.length <= 2
        ? [{ id: 'compare', label: t('images-list.compare.menu'), icon: Columns2, ...offline }]
        : []),
      ...(single ? [{ id: 'tag', label: t('images-keep.menu.tag'), icon: Tag, separator: true, ...offline }] : []),
      ...(named ? [{ id: 'push', label: t('images-keep.menu.push'), icon: CloudUpload, ...offline }] : []),
      { id: 'save', label: t('images-keep.menu.save'), icon: FileDown, separator: !single, ...offline },
      { id: 'send', label: t('images-list.send.menu'), icon: Send, ...offline },
      ...(named ? [{ id: 'copy-reference', label: t('images.copy-reference'), icon: Copy, separator: true }] : []),
      ...(single ? [{ id: 'copy-id', label: t('images.copy-id'), icon: Copy }] : []),
      {
        id: 'remove',
        label: t('images.remove.menu', { count: rows.value.length }, rows.value.length),
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
    if (id === 'run') act.run(row)
    else if (id === 'pull') act.pull(row.reference)
    else if (id === 'history') act.show(row, id)
    else if (id === 'tag') act.tag(row)
    else if (id === 'push') act.push(row.reference)
    else if (id === 'save') act.save(rows.value)
    else if (id === 'compare') act.compare(rows.value)
    else if (id === 'send') act.send(rows.value)
    else if (id === 'copy-reference') void copyText(row.reference)
    else if (id === 'copy-id') void copyText(row.image.id)
    else if (id === 'remove') act.remove(rows.value)
  }
  function open(menu: { readonly ids: readonly string[]; readonly at: MenuPlace }): void {
    keys.value = menu.ids
    at.value = menu.at
  }
  return { at, items, choose, open }
}
