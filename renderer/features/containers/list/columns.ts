/** The columns of the list. */
import type { Container, ContainerStateName } from '../../../../contract/containers/model'
import { keepColumns, type Column } from '../../../ui/table/columns'

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const byText =
  (read: (container: Container) => string) =>
  (one: Container, other: Container): number =>
    collator.compare(read(one), read(other))
const stateOrder: Readonly<Record<ContainerStateName, number>> = {
  running: 0,
  restarting: 1,
  paused: 2,
  removing: 3,
  created: 4,
  exited: 5,
  dead: 6,
  unknown: 7
}
const firstPort = ({ ports }: Container): number =>
  ports.reduce(
    (least, { public: outside }) => Math.min(least, outside ?? Number.MAX_SAFE_INTEGER),
    Number.MAX_SAFE_INTEGER
  )

export const shortId = (id: string): string => id.replace('sha256:', '').slice(0, 12)

/** `sizeOf`: bytes that it wrote itself, as far as that is known. */
export const containerColumns = (
  t: (key: string) => string,
  sizeOf: (container: Container) => number = () => 0
): readonly Column<Container>[] => [
  {
    id: 'name',
    title: t('containers.column.name'),
    width: 200,
    minWidth: 100,
    grow: true,
    cell: 'name',
    text: ({ name }) => name,
    sort: byText(({ name }) => name)
  },
  {
    id: 'id',
    title: t('containers.column.id'),
    width: 112,
    mono: true,
    muted: true,
    text: ({ id }) => shortId(id),
    sort: (one, other) => (one.id < other.id ? -1 : 1)
  },
  {
    id: 'image',
    title: t('containers.column.image'),
    width: 180,
    minWidth: 80,
    grow: true,
    text: ({ image }) => image,
    sort: byText(({ image }) => image)
  },
  {
    id: 'command',
    title: t('containers.column.command'),
    width: 180,
    minWidth: 80,
    grow: true,
    mono: true,
    muted: true,
    text: ({ command }) => command,
    sort: byText(({ command }) => command)
  },
  {
    id: 'state',
    title: t('containers.column.state'),
    width: 300,
    minWidth: 250,
    grow: true,
    cell: 'state',
    text: ({ status }) => status,
    sort: (one, other) => stateOrder[one.state] - stateOrder[other.state] || (other.since ?? 0) - (one.since ?? 0)
  },
  {
    id: 'ports',
    title: t('containers.column.ports'),
    width: 132,
    minWidth: 80,
    cell: 'ports',
    sort: (one, other) => firstPort(one) - firstPort(other)
  },
  {
    id: 'created',
    title: t('containers.column.created'),
    width: 128,
    cell: 'created',
    muted: true,
    sort: (one, other) => other.created - one.created
  },
  { id: 'cpu', title: t('containers.column.cpu'), width: 84, cell: 'cpu', align: 'end', hidden: true },
  { id: 'memory', title: t('containers.column.memory'), width: 96, cell: 'memory', align: 'end', hidden: true },
  {
    id: 'size',
    title: t('containers.column.size'),
    width: 170,
    cell: 'size',
    align: 'end',
    hidden: true,
    sort: (one, other) => sizeOf(other) - sizeOf(one)
  },
  {
    id: 'networks',
    title: t('containers.column.networks'),
    width: 130,
    muted: true,
    hidden: true,
    text: ({ networks }) => networks.join(', '),
    sort: byText(({ networks }) => networks.join(', '))
  },
  { id: 'actions', title: t('containers.column.actions'), width: 92, cell: 'actions', fixed: true }
]

/** What is shown where there is not room for all: what tells containers apart, and how they are doing. */
const narrowSets = {
  wide: undefined,
  narrow: ['name', 'state', 'image', 'ports', 'actions'],
  narrower: ['name', 'state', 'image', 'actions'],
  narrowest: ['name', 'state', 'actions']
} as const

export const columnsFor = (
  columns: readonly Column<Container>[],
  width: keyof typeof narrowSets
): readonly Column<Container>[] => keepColumns(columns, narrowSets[width])
