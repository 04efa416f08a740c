/** JSON as the rows of a tree: only what is unfolded becomes rows. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }

export interface JsonRow {
  /** Where it stands, as `jq` would write it: `.Config.Env[2]`. */
  readonly path: string
  /** Its name in an object, its place in an array, nothing at the root. */
  readonly name: string | undefined
  readonly depth: number
  readonly value: Json
  /** How many it holds; undefined for what holds nothing. */
  readonly count: number | undefined
  readonly open: boolean
  /** Its parent, by its place among the rows; -1 at the root. */
  readonly parent: number
  /** Which of its siblings it is, from 1, and how many they are. */
  readonly place: number
  readonly siblings: number
}

export const isBranch = (value: Json): value is readonly Json[] | { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/
const pathOf = (parent: string, name: string | number): string =>
  typeof name === 'number'
    ? `${parent}[${name}]`
    : plainName.test(name)
      ? `${parent}.${name}`
      : `${parent}[${JSON.stringify(name)}]`

type Child = readonly [path: string, name: string, value: Json]

function childrenOf(path: string, value: Json): readonly Child[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) => [pathOf(path, index), String(index), item])
  if (!isBranch(value)) return []
  // What is undefined is not in JSON either.
  return Object.entries(value as Record<string, Json>).flatMap(([name, item]) =>
    item === undefined ? [] : [[pathOf(path, name), name, item] as Child]
  )
}

/** The rows of what is open: `open` holds the paths that are unfolded. */
export function jsonRows(root: Json, open: ReadonlySet<string>): readonly JsonRow[] {
  const rows: JsonRow[] = []
  function add(
    path: string,
    name: string | undefined,
    value: Json,
    depth: number,
    parent: number,
    place: number,
    siblings: number
  ): void {
    const children = isBranch(value) ? childrenOf(path, value) : undefined
    const unfolded = children !== undefined && children.length > 0 && open.has(path)
    const own =
      rows.push({ path, name, depth, value, count: children?.length, open: unfolded, parent, place, siblings }) - 1
    if (unfolded)
      children.forEach(([at, key, item], index) => add(at, key, item, depth + 1, own, index + 1, children.length))
  }
  add('', undefined, root, 0, -1, 1, 1)
  return rows
}

/** The paths of what holds something, down to a depth. */
export function branchPaths(root: Json, depth = Infinity): ReadonlySet<string> {
  const paths = new Set<string>()
  function walk(path: string, value: Json, level: number): void {
    if (!isBranch(value) || level > depth) return
    paths.add(path)
    for (const [at, , item] of childrenOf(path, value)) walk(at, item, level + 1)
  }
  walk('', root, 0)
  return paths
}

/** The paths whose name or value holds the words, in any case, and what must be unfolded to see them. */
export function searchJson(
  root: Json,
  query: string
): { readonly matches: readonly string[]; readonly open: ReadonlySet<string> } {
  const matches: string[] = []
  const open = new Set<string>()
  const words = query.toLowerCase()
  if (words === '') return { matches, open }
  function walk(path: string, name: string | undefined, value: Json, parents: readonly string[]): void {
    const text = isBranch(value) ? '' : String(value)
    if (name?.toLowerCase().includes(words) === true || text.toLowerCase().includes(words)) {
      matches.push(path)
      for (const parent of parents) open.add(parent)
    }
    if (!isBranch(value)) return
    const around = [...parents, path]
    for (const [at, key, item] of childrenOf(path, value))
      walk(at, Array.isArray(value) ? undefined : key, item, around)
  }
  walk('', undefined, root, [])
  return { matches, open }
}

/** The names and places on the way to a path that `childrenOf` made. */
export const stepsOf = (path: string): ReadonlyArray<string | number> =>
  [...path.matchAll(/\.([A-Za-z_][A-Za-z0-9_]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)].map(([, name, place, quoted]) =>
    name !== undefined ? name : place !== undefined ? Number(place) : (JSON.parse(quoted ?? '""') as string)
  )
