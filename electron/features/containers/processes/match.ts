/** Finds a process in another list of the same tree, where it goes by another number. */

export interface Plain {
  readonly pid: number
  readonly parent: number
  readonly name: string
}

/** From the root down to it; empty where it is not there. */
function chainOf(list: readonly Plain[], pid: number): readonly Plain[] {
  const byPid = new Map(list.map((one) => [one.pid, one]))
  const chain: Plain[] = []
  for (let one = byPid.get(pid); one !== undefined && !chain.includes(one); one = byPid.get(one.parent))
    chain.unshift(one)
  return chain
}

/** Those of one name below one parent, or, without it, at the top. */
function siblings(list: readonly Plain[], name: string, parent: number | undefined): readonly Plain[] {
  const known = new Set(list.map(({ pid }) => pid))
  return list.filter(
    (one) => one.name === name && (parent === undefined ? !known.has(one.parent) : one.parent === parent)
  )
}

/** At each step from the root, who of its name began no later: what `matching` counts by. Lists are in the order of begin. */
export function eldersOf(list: readonly Plain[], pid: number): string {
  const steps = chainOf(list, pid).map((step, index, chain) => {
    const all = siblings(list, step.name, chain[index - 1]?.pid).map((one) => one.pid)
    return all.slice(0, all.indexOf(step.pid) + 1).join()
  })
  return steps.join(' ')
}

/**
 * Goes down from the root: at each step it is the one of the same name at the same place among its parent's children of that name.
 * Both lists are in the order in which the processes began: their numbers alone would not tell, for they begin anew when they run
 * out. Undefined where the lists do not agree.
 */
export function matching(outside: readonly Plain[], inside: readonly Plain[], pid: number): number | undefined {
  let parentOutside: number | undefined
  let parentInside: number | undefined
  for (const step of chainOf(outside, pid)) {
    const place = siblings(outside, step.name, parentOutside).findIndex((one) => one.pid === step.pid)
    const found = siblings(inside, step.name, parentInside)[place]
    if (found === undefined) return undefined
    parentOutside = step.pid
    parentInside = found.pid
  }
  return parentInside
}
