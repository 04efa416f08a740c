/** Finds a process in another list of the same tree, where it goes by another number. */

export interface Plain {
  readonly pid: number
  readonly parent: number
  readonly name: string
}

/**
 * Goes down from the root: at each step it is the one of the same name at the same place among its parent's children of that name.
 * Both lists are in the order in which the processes began: their numbers alone would not tell, for they begin anew when they run out. Undefined where the lists do not agree.
 */
export function matching(outside: readonly Plain[], inside: readonly Plain[], pid: number): number | undefined {
  const chain: Plain[] = []
  const byPid = new Map(outside.map((one) => [one.pid, one]))
  for (let one = byPid.get(pid); one !== undefined && !chain.includes(one); one = byPid.get(one.parent))
    chain.unshift(one)
  if (chain.length === 0) return undefined
  const known = new Set(inside.map((one) => one.pid))
  let parentOutside: number | undefined
  let parentInside: number | undefined
  for (const step of chain) {
    const beside = (list: readonly Plain[], isChild: (one: Plain) => boolean): Plain[] =>
      list.filter((one) => one.name === step.name && isChild(one))
    const ours = beside(outside, ({ parent }) =>
      parentOutside === undefined ? !byPid.has(parent) : parent === parentOutside
    )
    const theirs = beside(inside, ({ parent }) =>
      parentInside === undefined ? !known.has(parent) : parent === parentInside
    )
    const found = theirs[ours.indexOf(step)]
    if (ours.length !== theirs.length || found === undefined) return undefined
    parentOutside = step.pid
    parentInside = found.pid
  }
  return parentInside
}
