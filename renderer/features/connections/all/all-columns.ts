/** The columns of the containers of all engines. */
import type { Port } from '../../../../contract/containers/model'
import { keepColumns, type Column } from '../../../ui/table/columns'
import { byNumber, byText } from '../../../ui/table/use-sort'
import type { GatheredRow } from './gathered'

/** `8080→80, 53/udp`: each once, whatever address it is published on. */
const portsText = (ports: readonly Port[]): string =>
  [
    ...new Set(
      ports.map(({ public: outside, private: inside, protocol }) => {
        const port = protocol === 'tcp' ? String(inside) : `${inside}/${protocol}`
        return outside === undefined ? port : `${outside}→${port}`
      })
    )
  ].join(', ')

export const allColumns = (
  t: (key: string) => string,
  statusOf: (row: GatheredRow) => string,
  narrow: boolean
): readonly Column<GatheredRow>[] =>
  keepColumns<GatheredRow>(
    [
      {
        id: 'name',
        title: t('connections.all.name'),
        width: 200,
        minWidth: 120,
        grow: true,
        sort: byText<GatheredRow>(({ container }) => container.name),
        text: ({ container }) => container.name,
        cell: 'name'
      },
      {
        id: 'engine',
        title: t('connections.all.engine'),
        width: 150,
        minWidth: 90,
        sort: byText<GatheredRow>(({ engine }) => engine),
        text: ({ engine }) => engine
      },
      {
        id: 'image',
        title: t('connections.all.image'),
        width: 180,
        grow: true,
        muted: true,
        sort: byText<GatheredRow>(({ container }) => container.image),
        text: ({ container }) => container.image
      },
      {
        id: 'status',
        title: t('connections.all.status'),
        width: 210,
        minWidth: 120,
        sort: byText<GatheredRow>(({ container }) => container.state),
        text: statusOf,
        cell: 'status'
      },
      {
        id: 'ports',
        title: t('connections.all.ports'),
        width: 120,
        mono: true,
        muted: true,
        text: ({ container }) => portsText(container.ports)
      },
      {
        id: 'created',
        title: t('connections.all.created'),
        width: 130,
        muted: true,
        hidden: true,
        // Ascending is by age: the youngest first.
        sort: byNumber<GatheredRow>(({ container }) => -container.created),
        text: ({ container }) => new Date(container.created).toISOString()
      }
    ],
    narrow ? ['name', 'engine', 'status'] : undefined
  )
