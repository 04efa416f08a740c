/** The folders of a volume as rows of a tree, as far as they were unfolded. */
import { joinPath } from '../../../../contract/containers/files/path'

export interface FolderRow {
  readonly path: string
  /** As it travels; empty for the root. */
  readonly name: string
  readonly depth: number
  /** Index of its folder's row; -1 for the root. */
  readonly parent: number
  readonly open: boolean
  /** Known to hold no folders. */
  readonly bare: boolean
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number
  readonly siblings: number
}

/** `known`: the names of the folders in a folder, of each that was read. */
export function folderRows(
  known: ReadonlyMap<string, readonly string[]>,
  unfolded: ReadonlySet<string>
): readonly FolderRow[] {
  const rows: FolderRow[] = []
  const add = (row: Omit<FolderRow, 'open' | 'bare'>): void => {
    const { path, depth } = row
    const names = known.get(path)
    const open = unfolded.has(path)
    const index = rows.push({ ...row, open, bare: names?.length === 0 }) - 1
    if (!open || names === undefined) return
    names.forEach((name, at) =>
      add({ path: joinPath(path, name), name, depth: depth + 1, parent: index, place: at + 1, siblings: names.length })
    )
  }
  add({ path: '/', name: '', depth: 0, parent: -1, place: 1, siblings: 1 })
  return rows
}
