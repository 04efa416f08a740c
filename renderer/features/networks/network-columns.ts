/** The columns of the networks table. */
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../ui/format/use-format'
import { keepColumns, type Column } from '../../ui/table/columns'
import { byNumber, byText } from '../../ui/table/use-sort'
import { subnetText, type NetworkRow } from './network-rows'

/** What is shown where there is not room for all. */
const narrowSets = {
  wide: undefined,
  narrow: ['name', 'driver', 'subnets', 'users'],
  narrower: ['name', 'subnets', 'users'],
  narrowest: ['name', 'users']
} as const

export function useNetworkColumns(width: () => keyof typeof narrowSets): ComputedRef<readonly Column<NetworkRow>[]> {
  const { t } = useI18n()
  const format = useFormat()
  const all = computed((): readonly Column<NetworkRow>[] => [
    {
      id: 'name',
      title: t('networks.column.name'),
      width: 240,
      minWidth: 150,
      grow: true,
      sort: byText<NetworkRow>(({ network }) => network.name),
      text: ({ network }) => network.name,
      cell: 'name'
    },
    {
      id: 'driver',
      title: t('networks.column.driver'),
      width: 84,
      sort: byText<NetworkRow>(({ network }) => network.driver),
      text: ({ network }) => network.driver
    },
    {
      id: 'scope',
      title: t('networks.column.scope'),
      width: 72,
      muted: true,
      sort: byText<NetworkRow>(({ network }) => network.scope),
      text: ({ network }) => network.scope
    },
    {
      id: 'subnets',
      title: t('networks.column.subnets'),
      width: 180,
      mono: true,
      sort: byText<NetworkRow>(({ network }) => subnetText(network)),
      text: ({ network }) => subnetText(network)
    },
    {
      id: 'users',
      title: t('networks.column.users'),
      width: 220,
      minWidth: 100,
      grow: true,
      sort: byNumber<NetworkRow>(({ users }) => users.length),
      text: ({ users }) => users.map(({ name }) => name).join(' '),
      cell: 'users'
    },
    {
      id: 'id',
      title: t('networks.column.id'),
      width: 116,
      mono: true,
      muted: true,
      hidden: true,
      text: ({ network }) => network.id.slice(0, 12)
    },
    {
      id: 'created',
      title: t('networks.column.created'),
      width: 140,
      hidden: true,
      // Ascending is by age: the youngest first.
      sort: byNumber<NetworkRow>(({ network }) => -(network.created ?? 0)),
      text: ({ network }) => (network.created === undefined ? '' : format.ago(network.created))
    },
    {
      id: 'labels',
      title: t('networks.column.labels'),
      width: 200,
      muted: true,
      hidden: true,
      text: ({ network }) =>
        Object.entries(network.labels)
          .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
          .join(' ')
    }
  ])
  return computed(() => keepColumns(all.value, narrowSets[width()]))
}
