/** Which names of a folder the container added or changed, out of all that it changed. */
export function marksIn(folder: string, changes: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const marks = new Map<string, string>()
  const before = folder === '/' ? '/' : `${folder}/`
  for (const [path, kind] of changes) {
    if (!path.startsWith(before) || (kind !== 'A' && kind !== 'C')) continue
    const name = path.slice(before.length)
    if (name !== '' && !name.includes('/')) marks.set(name, kind)
  }
  return marks
}
