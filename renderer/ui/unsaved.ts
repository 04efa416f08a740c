/** What was typed and is saved nowhere: whoever takes the page away by other means than the router asks here first. */

/** Resolves with whether it may go. */
type Guard = () => Promise<boolean>
const guards = new Set<Guard>()

/** Gives what takes the guard away again. */
export function guardUnsaved(guard: Guard): () => void {
  guards.add(guard)
  return () => void guards.delete(guard)
}

export async function mayLeaveUnsaved(): Promise<boolean> {
  for (const guard of [...guards]) if (!(await guard())) return false
  return true
}
