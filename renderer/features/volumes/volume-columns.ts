/** The columns of the volumes table. */
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../ui/format/use-format'
import { keepColumns, type Column } from '../../ui/table/columns'
import { byNumber, byText } from '../../ui/table/use-sort'
import type { VolumeRow } from './volume-rows'

/** What is shown where there is not room for all. */
const narrowSets = {
  wide: undefined,
  narrow: ['name', 'driver', 'size', 'users'],
  narrowest: ['name', 'size', 'users']
} as const

export function useVolumeColumns(
  width: () => keyof typeof narrowSets,
  sizeOf: (name: string) => number | undefined
): ComputedRef<readonly Column<VolumeRow>[]> {
  const { t } = useI18n()
  const format = useFormat()
  // As docker system df -v writes them.
  const sizeText = (bytes: number | undefined): string => (bytes === undefined ? '' : format.size(bytes, 4))
  const all = computed((): readonly Column<VolumeRow>[] => [
    {
      id: 'name',
      title: t('volumes.column.name'),
      width: 280,
      minWidth: 120,
      grow: true,
      sort: byText<VolumeRow>(({ volume }) => volume.name),
      text: ({ volume }) => volume.name,
      cell: 'name'
    },
    {
      id: 'driver',
      title: t('volumes.column.driver'),
      width: 84,
      muted: true,
      sort: byText<VolumeRow>(({ volume }) => volume.driver),
      text: ({ volume }) => volume.driver
    },
    {
      id: 'size',
      title: t('volumes.column.size'),
      width: 84,
      align: 'end',
      sort: byNumber<VolumeRow>(({ volume }) => sizeOf(volume.name) ?? -1),
      text: ({ volume }) => sizeText(sizeOf(volume.name)),
      cell: 'size'
    },
    {
      id: 'created',
      title: t('volumes.column.created'),
      width: 140,
      // Ascending is by age: the youngest first.
      sort: byNumber<VolumeRow>(({ volume }) => -(volume.created ?? 0)),
      text: ({ volume }) => (volume.created === undefined ? '' : format.ago(volume.created))
    },
    {
      id: 'users',
      title: t('volumes.column.users'),
      width: 200,
      minWidth: 100,
      grow: true,
      sort: byNumber<VolumeRow>(({ users }) => users.length),
      text: ({ users }) => users.map(({ name }) => name).join(' '),
      cell: 'users'
    },
    {
      id: 'labels',
      title: t('volumes.column.labels'),
      width: 200,
      muted: true,
      hidden: true,
      text: ({ volume }) =>
        Object.entries(volume.labels)
          .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
          .join(' ')
    },
    {
      id: 'mountpoint',
      title: t('volumes.column.mountpoint'),
      width: 260,
      mono: true,
      muted: true,
      hidden: true,
      text: ({ volume }) => volume.mountpoint
    }
  ])
  return computed(() => keepColumns(all.value, narrowSets[width()]))
}
