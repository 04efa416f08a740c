/** Changed paths as a tree: made once, and its rows only of what is unfolded. Made for hundreds of thousands. */
import type { Changes } from '../../../../../contract/containers/changes/api'

export type ChangeKind = 'A' | 'C' | 'D' | '?'
export const changeKinds: readonly ChangeKind[] = ['A', 'C', 'D', '?']
export type Counts = Readonly<Record<ChangeKind, number>>

export interface ChangeNode {
  readonly path: string
  readonly name: string
  /** Undefined for a folder that only leads to a change. */
  kind: ChangeKind | undefined
  readonly children: Map<string, ChangeNode>
  /** Changes below it. */
  within: number
}

export interface ChangeRow {
  readonly node: ChangeNode
  readonly depth: number
  readonly open: boolean
  /** Its parent, by its place among the rows; -1 at the top. */
  readonly parent: number
  /** Which of its siblings it is, from 1, and how many they are. */
  readonly place: number
  readonly siblings: number
}

const kindOf = (letter: string | undefined): ChangeKind =>
  letter === 'A' || letter === 'C' || letter === 'D' ? letter : '?'

const node = (path: string, name: string): ChangeNode => ({
  path,
  name,
  kind: undefined,
  children: new Map(),
  within: 0
})

const pathsOf = ({ kinds, paths }: Changes): readonly string[] => (kinds === '' ? [] : paths.split('\0'))

export function countsOf({ kinds }: Changes): Counts {
  const counts: Record<ChangeKind, number> = { A: 0, C: 0, D: 0, '?': 0 }
  for (const letter of kinds) counts[kindOf(letter)] += 1
  return counts
}

/** Of those whose path holds the words, in any case, and whose kind is among `shown`. Windows' paths have backslashes. */
export function changeTree(
  changes: Changes,
  words = '',
  shown: ReadonlySet<ChangeKind> = new Set(changeKinds)
): ChangeNode {
  const root = node('', '')
  const wanted = words.toLowerCase()
  pathsOf(changes).forEach((path, index) => {
    const kind = kindOf(changes.kinds[index])
    if (!shown.has(kind) || (wanted !== '' && !path.toLowerCase().includes(wanted))) return
    let here = root
    here.within += 1
    const steps = path.split(/(?<=[^/\\])(?=[/\\])/)
    let at = ''
    for (const [place, step] of steps.entries()) {
      at += step
      let next = here.children.get(step)
      if (next === undefined) here.children.set(step, (next = node(at, step.replace(/^[/\\]/, ''))))
      if (place < steps.length - 1) next.within += 1
      here = next
    }
    here.kind = kind
  })
  return root
}

/** By name, folders first. Each folder's children are sorted when they are first shown, and stay so. */
const sortedChildren = new WeakMap<ChangeNode, readonly ChangeNode[]>()
function childrenOf(parent: ChangeNode): readonly ChangeNode[] {
  let sorted = sortedChildren.get(parent)
  if (sorted === undefined) {
    sorted = [...parent.children.values()].sort(
      (one, other) =>
        Number(other.children.size > 0) - Number(one.children.size > 0) || (one.name < other.name ? -1 : 1)
    )
    sortedChildren.set(parent, sorted)
  }
  return sorted
}

/** `open` holds the paths of what is unfolded. */
export function changeRows(root: ChangeNode, open: ReadonlySet<string>): readonly ChangeRow[] {
  const rows: ChangeRow[] = []
  function add(children: readonly ChangeNode[], depth: number, parent: number): void {
    children.forEach((child, index) => {
      const unfolded = child.children.size > 0 && open.has(child.path)
      const own =
        rows.push({ node: child, depth, open: unfolded, parent, place: index + 1, siblings: children.length }) - 1
      if (unfolded) add(childrenOf(child), depth + 1, own)
    })
  }
  add(childrenOf(root), 0, -1)
  return rows
}

/** The paths of all folders. */
export function foldersIn(root: ChangeNode): ReadonlySet<string> {
  const paths = new Set<string>()
  function walk(from: ChangeNode): void {
    for (const child of from.children.values()) {
      if (child.children.size === 0) continue
      paths.add(child.path)
      walk(child)
    }
  }
  walk(root)
  return paths
}

/** Unfolds from the top, as long as no more than so many rows come of it. */
export function openAtFirst(root: ChangeNode, rows: number): ReadonlySet<string> {
  const open = new Set<string>()
  let count = root.children.size
  let level = [...root.children.values()]
  while (level.length > 0) {
    const folders = level.filter(({ children }) => children.size > 0)
    const more = folders.reduce((sum, { children }) => sum + children.size, 0)
    if (more === 0 || count + more > rows) break
    count += more
    for (const { path } of folders) open.add(path)
    level = folders.flatMap(({ children }) => [...children.values()])
  }
  return open
}
