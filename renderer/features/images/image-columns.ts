/** The columns of the images table. */
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ImageSize } from '../../../contract/images/list/api'
import { useFormat } from '../../ui/format/use-format'
import { keepColumns, type Column } from '../../ui/table/columns'
import { byNumber, byText } from '../../ui/table/use-sort'
import { shortId, type ImageRow } from './image-rows'

/** What is shown where there is not room for all. */
const narrowSets = {
  wide: undefined,
  narrow: ['repository', 'tag', 'created', 'size', 'users'],
  narrower: ['repository', 'tag', 'size', 'users'],
  narrowest: ['repository', 'tag', 'size']
} as const

/** What is not in the rows themselves. */
export interface ImageColumnFacts {
  size(id: string): ImageSize | undefined
  platform(id: string): string | undefined
}

export function useImageColumns(
  width: () => keyof typeof narrowSets,
  facts: ImageColumnFacts
): ComputedRef<readonly Column<ImageRow>[]> {
  const { t } = useI18n()
  const format = useFormat()
  const sizeText = (bytes: number | undefined): string => (bytes === undefined ? '' : format.size(bytes))
  const all = computed((): readonly Column<ImageRow>[] => [
    {
      id: 'repository',
      title: t('images.column.repository'),
      width: 260,
      minWidth: 120,
      grow: true,
      sort: byText<ImageRow>(({ reference }) => reference),
      text: ({ image }) => image.repository,
      cell: 'repository'
    },
    {
      id: 'tag',
      title: t('images.column.tag'),
      width: 120,
      sort: byText<ImageRow>(({ image }) => image.tag),
      text: ({ image }) => image.tag
    },
    {
      id: 'id',
      title: t('images.column.id'),
      width: 116,
      mono: true,
      muted: true,
      text: ({ image }) => shortId(image.id)
    },
    {
      id: 'created',
      title: t('images.column.created'),
      width: 140,
      // Ascending is by age: the youngest first.
      sort: byNumber<ImageRow>(({ image }) => -image.created),
      text: ({ image }) => format.ago(image.created)
    },
    {
      id: 'size',
      title: t('images.column.size'),
      width: 84,
      align: 'end',
      sort: byNumber<ImageRow>(({ image }) => image.size),
      text: ({ image }) => format.size(image.size)
    },
    ...(['shared', 'unique'] as const).map((id): Column<ImageRow> => ({
      id,
      title: t(`images-list.column.${id}`),
      width: 92,
      align: 'end',
      hidden: true,
      sort: byNumber<ImageRow>(({ image }) => facts.size(image.id)?.[id] ?? -1),
      text: ({ image }) => sizeText(facts.size(image.id)?.[id])
    })),
    {
      id: 'users',
      title: t('images.column.users'),
      width: 180,
      sort: byNumber<ImageRow>(({ users }) => users.length),
      text: ({ users }) => users.map(({ name }) => name).join(' '),
      cell: 'users'
    },
    {
      id: 'platform',
      title: t('images-list.column.platform'),
      width: 130,
      muted: true,
      hidden: true,
      sort: byText<ImageRow>(({ image }) => facts.platform(image.id) ?? ''),
      text: ({ image }) => facts.platform(image.id) ?? ''
    },
    {
      id: 'digest',
      title: t('images.column.digest'),
      width: 200,
      mono: true,
      muted: true,
      hidden: true,
      text: ({ image }) => image.digest ?? ''
    }
  ])
  return computed(() => keepColumns(all.value, narrowSets[width()]))
}
