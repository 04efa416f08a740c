/** The columns of a folder. Folders come first where it is sorted by name. */
import { shownText } from '../../../contract/containers/files/path'
import type { FileEntry } from '../../../contract/containers/files/model'
import type { Format } from '../format/use-format'
import type { Column } from '../table/columns'
import { modeText, ownerText } from './file-text'

/** Kept on the entry itself: the key of a name is made once, though sorting looks at it again and again. */
const orderKey = Symbol('order')
interface Ordered extends FileEntry {
  [orderKey]?: string
}

/**
 * As people order names: whatever the case and the accents, `web2` before `web10`. A text that is compared plainly: with a
 * collator a hundred thousand names take seconds.
 */
const orderOf = (entry: Ordered): string =>
  (entry[orderKey] ??=
    (entry.kind === 'folder' ? '0' : '1') +
    (entry.name.includes('%') ? shownText(entry.name).normalize('NFD').replace(/\p{M}/gu, '') : entry.name)
      .toLowerCase()
      .replace(/\d+/g, (digits) => digits.padStart(20, '0')))

export function byName(one: FileEntry, other: FileEntry): number {
  const [first, second] = [orderOf(one), orderOf(other)]
  if (first !== second) return first < second ? -1 : 1
  return one.name === other.name ? 0 : one.name < other.name ? -1 : 1
}

/** Those that there is room for, the last at the end; undefined: all. */
export const keptColumns = (room: 'wide' | 'narrow' | 'narrowest'): readonly string[] | undefined =>
  ({ wide: undefined, narrow: ['name', 'size', 'mode', 'changed'], narrowest: ['name', 'size', 'changed'] })[room]

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
    id: 'kind',
    title: t('files.column.kind'),
    width: 76,
    muted: true,
    text: ({ kind }) => t(`files.kind.${kind}`),
    sort: (one, other) => (one.kind === other.kind ? 0 : one.kind < other.kind ? -1 : 1)
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
    width: 196,
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
