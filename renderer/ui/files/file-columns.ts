/** The columns of a folder. Folders come first where it is sorted by name. */
import { shownText } from '../../../contract/containers/files/path'
import type { FileEntry } from '../../../contract/containers/files/model'
import type { Format } from '../format/use-format'
import type { Column } from '../table/columns'
import { modeText, ownerText } from './file-text'

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

const byName = (one: FileEntry, other: FileEntry): number =>
  Number(other.kind === 'folder') - Number(one.kind === 'folder') ||
  collator.compare(shownText(one.name), shownText(other.name)) ||
  (one.name < other.name ? -1 : 1)

export const fileColumns = (t: (key: string) => string, format: Format): readonly Column<FileEntry>[] => [
  {
    id: 'name',
    title: t('files.column.name'),
    width: 240,
    minWidth: 140,
    grow: true,
    cell: 'name',
    text: ({ name }) => shownText(name),
    sort: byName
  },
  {
    id: 'size',
    title: t('files.column.size'),
    width: 84,
    align: 'end',
    text: ({ kind, size }) => (kind === 'file' ? format.size(size) : ''),
    sort: (one, other) => other.size - one.size
  },
  {
    id: 'changed',
    title: t('files.column.changed'),
    width: 150,
    muted: true,
    text: ({ changed }) => format.dateTime(changed),
    sort: (one, other) => other.changed - one.changed
  },
  {
    id: 'mode',
    title: t('files.column.mode'),
    width: 92,
    mono: true,
    muted: true,
    text: modeText,
    sort: (one, other) => one.mode - other.mode
  },
  {
    id: 'owner',
    title: t('files.column.owner'),
    width: 100,
    muted: true,
    text: ownerText,
    sort: (one, other) => one.uid - other.uid || one.gid - other.gid
  }
]
