/** The columns of the all-containers view: those of `docker stats`. */
import { memoryShare } from '../../../../contract/containers/stats/figures'
import type { StatsSample } from '../../../../contract/containers/stats/model'
import type { Column } from '../../../ui/table/columns'
import type { StatsRow } from './all-rows'

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

const by =
  (read: (sample: StatsSample) => number) =>
  (one: StatsRow, other: StatsRow): number => {
    const value = ({ sample }: StatsRow): number => (sample === undefined ? -1 : read(sample))
    return value(one) - value(other) || collator.compare(one.name, other.name)
  }

export const statsColumns = (t: (key: string) => string): readonly Column<StatsRow>[] => {
  const title = (name: string): string => t(`containers-stats.all.column.${name}`)
  const figure = (id: 'cpu' | 'memory' | 'share' | 'network' | 'disk' | 'pids', width: number) => ({
    id,
    title: title(id),
    width,
    align: 'end' as const,
    text: (row: StatsRow) => row[id]
  })
  return [
    {
      id: 'name',
      title: title('name'),
      width: 180,
      minWidth: 110,
      grow: true,
      text: ({ name }) => name,
      sort: (one, other) => collator.compare(one.name, other.name)
    },
    {
      id: 'image',
      title: title('image'),
      width: 140,
      muted: true,
      hidden: true,
      text: ({ image }) => image,
      sort: (one, other) => collator.compare(one.image, other.image)
    },
    { id: 'line', title: title('line'), width: 96, cell: 'line' },
    { ...figure('cpu', 84), sort: by(({ cpu = -1 }) => cpu) },
    { ...figure('memory', 170), sort: by(({ memory }) => memory) },
    { ...figure('share', 92), sort: by(({ memory, memoryLimit }) => memoryShare(memory, memoryLimit)) },
    { ...figure('network', 140), sort: by(({ received, sent }) => received + sent) },
    { ...figure('disk', 140), sort: by(({ read, written }) => read + written) },
    { ...figure('pids', 88), sort: by(({ pids }) => pids) }
  ]
}
