/** A repository's tags as rows, and their columns. */
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Platform, TagAnswer, TagDescription } from '../../../../contract/registries/browse/model'
import { useFormat } from '../../../ui/format/use-format'
import { keepColumns, type Column } from '../../../ui/table/columns'
import { byNumber, byText } from '../../../ui/table/use-sort'

export interface TagRow {
  readonly tag: string
  /** Absent until the registry has told. */
  readonly answer: TagAnswer | undefined
}

export const described = ({ answer }: TagRow): TagDescription | undefined =>
  answer?.kind === 'described' ? answer.description : undefined

/** `linux/arm64/v8` */
export const platformName = ({ os, architecture, variant }: Platform): string =>
  [os, architecture, variant].filter((part) => part !== undefined).join('/')

const natural = new Intl.Collator('en', { numeric: true })
/** Versions newest first, as far as their names tell; `latest` before all. */
export const byVersion = (one: string, other: string): number =>
  Number(other === 'latest') - Number(one === 'latest') || natural.compare(other, one)

export const shortDigest = (digest: string): string => digest.replace(/^[a-z0-9]+:/, '').slice(0, 12)

const narrowSets = { wide: undefined, narrow: ['tag', 'platforms', 'size'], narrowest: ['tag', 'size'] } as const

export function useTagColumns(width: () => keyof typeof narrowSets): ComputedRef<readonly Column<TagRow>[]> {
  const { t } = useI18n()
  const format = useFormat()
  const platforms = (row: TagRow): string => {
    if (row.answer === undefined) return '…'
    if (row.answer.kind === 'failed') return t('registries-browse.unknown')
    const { description } = row.answer
    if (description.kind === 'artifact') return t('registries-browse.artifact')
    return description.platforms.map(platformName).join(', ')
  }
  const all = computed((): readonly Column<TagRow>[] => [
    {
      id: 'tag',
      title: t('registries-browse.column.tag'),
      width: 160,
      minWidth: 100,
      grow: true,
      sort: byText<TagRow>(({ tag }) => tag),
      text: ({ tag }) => tag
    },
    {
      id: 'platforms',
      title: t('registries-browse.column.platforms'),
      width: 190,
      minWidth: 90,
      grow: true,
      muted: true,
      text: platforms
    },
    {
      id: 'created',
      title: t('registries-browse.column.created'),
      width: 130,
      sort: byNumber<TagRow>((row) => -(described(row)?.created ?? 0)),
      text: (row) => {
        const created = described(row)?.created
        return created === undefined ? '' : format.ago(created)
      }
    },
    {
      id: 'digest',
      title: t('registries-browse.column.digest'),
      width: 116,
      mono: true,
      muted: true,
      text: (row) => shortDigest(described(row)?.digest ?? '')
    },
    {
      id: 'size',
      title: t('registries-browse.column.size'),
      width: 84,
      align: 'end',
      sort: byNumber<TagRow>((row) => described(row)?.size ?? -1),
      text: (row) => {
        const size = described(row)?.size
        return size === undefined ? '' : format.size(size)
      }
    }
  ])
  return computed(() => keepColumns(all.value, narrowSets[width()]))
}
