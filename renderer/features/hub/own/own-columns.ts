/** The columns of one's own repositories. */
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { OwnRepository } from '../../../../contract/hub/model'
import { useFormat } from '../../../ui/format/use-format'
import type { Column } from '../../../ui/table/columns'

export function useOwnColumns(): ComputedRef<readonly Column<OwnRepository>[]> {
  const { t } = useI18n()
  const format = useFormat()
  return computed(() => [
    {
      id: 'name',
      title: t('hub.own.name'),
      width: 200,
      minWidth: 120,
      grow: true,
      text: ({ name }) => name,
      cell: 'name'
    },
    {
      id: 'visibility',
      title: t('hub.own.visibility'),
      width: 100,
      text: (row) => t(row.private ? 'hub.private' : 'hub.public'),
      cell: 'visibility'
    },
    {
      id: 'description',
      title: t('hub.own.description'),
      width: 240,
      minWidth: 80,
      grow: true,
      muted: true,
      text: ({ description }) => description
    },
    { id: 'pulls', title: t('hub.own.pulls'), width: 90, align: 'end', text: ({ pulls }) => format.number(pulls) },
    { id: 'stars', title: t('hub.own.stars'), width: 70, text: ({ stars }) => format.number(stars), cell: 'stars' },
    {
      id: 'updated',
      title: t('hub.own.updated'),
      width: 140,
      text: ({ updated }) => (updated === undefined ? '' : format.ago(updated))
    }
  ])
}
