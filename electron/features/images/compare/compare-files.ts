/** What differs between the files of two images, from the indexes of their layers. */
import type { Compared, FileDifference } from '../../../../contract/images/compare/api'
import type { LayerFile } from '../layers/layer-files'

type Files = ReadonlyMap<string, LayerFile>
type Change = FileDifference['change']

const limit = 2_000
/** The weightier first. */
const order: readonly Change[] = ['added', 'removed', 'content', 'attributes', 'date']

export function compareFiles(before: Files, after: Files): Compared {
  const counts: Record<Change, number> = { added: 0, removed: 0, content: 0, attributes: 0, date: 0 }
  const found: FileDifference[] = []
  const tell = (path: string, change: Change, one?: LayerFile, other?: LayerFile): void => {
    if ((other ?? one)?.kind === 'folder' && change !== 'attributes') return
    counts[change]++
    found.push({
      path,
      change,
      ...(one === undefined ? {} : { before: sideOf(one) }),
      ...(other === undefined ? {} : { after: sideOf(other) })
    })
  }
  for (const [path, file] of before) {
    const now = after.get(path)
    const change = now === undefined ? 'removed' : changeOf(file, now)
    if (change !== undefined) tell(path, change, file, now)
  }
  for (const [path, file] of after) if (!before.has(path)) tell(path, 'added', undefined, file)
  found.sort(
    (one, other) =>
      order.indexOf(one.change) - order.indexOf(other.change) ||
      weight(other) - weight(one) ||
      (one.path < other.path ? -1 : 1)
  )
  return { counts, size: sum(after) - sum(before), differences: found.slice(0, limit) }
}

const sideOf = ({ kind, size, mode }: LayerFile): FileDifference['before'] => ({ kind, size, mode })
const weight = ({ before, after }: FileDifference): number => Math.max(before?.size ?? 0, after?.size ?? 0)
const sum = (files: Files): number => [...files.values()].reduce((all, { size }) => all + size, 0)

function changeOf(before: LayerFile, after: LayerFile): Change | undefined {
  if (before.kind !== after.kind || before.size !== after.size || before.target !== after.target) return 'content'
  if (before.mode !== after.mode || before.uid !== after.uid || before.gid !== after.gid) return 'attributes'
  return before.changed === after.changed || before.kind === 'folder' ? undefined : 'date'
}
