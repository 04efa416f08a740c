/** The columns of a repository's tags: Hub orders them, so that none is sorted here. */
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { HubTag } from '../../../../contract/hub/model'
import { useFormat } from '../../../ui/format/use-format'
import { keepColumns, type Column } from '../../../ui/table/columns'
import { architecturesText, shortDigest } from './platforms'

/** What is shown where there is not room for all. */
const sets = {
  wide: undefined,
  narrow: ['tag', 'platforms', 'size', 'updated', 'actions'],
  narrower: ['tag', 'size', 'updated', 'actions']
} as const

export function useTagColumns(room: () => keyof typeof sets): ComputedRef<readonly Column<HubTag>[]> {
  const { t } = useI18n()
  const format = useFormat()
  const all = computed((): readonly Column<HubTag>[] => [
    {
      id: 'tag',
      title: t('hub.tags.tag'),
      width: 160,
      minWidth: 110,
      grow: true,
      text: ({ name }) => name,
      cell: 'tag'
    },
    {
      id: 'platforms',
      title: t('hub.tags.platforms'),
      width: 200,
      minWidth: 100,
      grow: true,
      muted: true,
      text: ({ platforms }) => architecturesText(platforms)
    },
    { id: 'size', title: t('hub.tags.size'), width: 84, align: 'end', text: ({ size }) => format.size(size) },
    {
      id: 'updated',
      title: t('hub.tags.updated'),
      width: room() === 'wide' ? 170 : 130,
      text: ({ updated }) => (updated === undefined ? '' : format.ago(updated))
    },
    {
      id: 'digest',
      title: t('hub.tags.digest'),
      width: 120,
      mono: true,
      muted: true,
      text: ({ digest }) => (digest === undefined ? '' : shortDigest(digest))
    },
    { id: 'actions', title: t('hub.tags.actions'), width: 92, fixed: true, text: () => '', cell: 'actions' }
  ])
  return computed(() => keepColumns(all.value, sets[room()]))
}
