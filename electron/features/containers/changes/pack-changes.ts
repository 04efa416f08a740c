/** The engine's list of changes as two strings. */
import type { Changes } from '../../../../contract/containers/changes/api'

/** moby, pkg/archive: ChangeModify, ChangeAdd, ChangeDelete. */
const letters = ['C', 'A', 'D'] as const

/** `[{"Path":"/etc/hosts","Kind":0}]`, or null for none. What is no change is left out. */
export function packChanges(raw: unknown): Changes {
  const paths: string[] = []
  const kinds: string[] = []
  for (const item of Array.isArray(raw) ? (raw as readonly unknown[]) : []) {
    if (typeof item !== 'object' || item === null) continue
    const { Path, Kind } = item as { Path?: unknown; Kind?: unknown }
    if (typeof Path !== 'string' || Path === '') continue
    paths.push(Path)
    kinds.push((typeof Kind === 'number' ? letters[Kind] : undefined) ?? '?')
  }
  return { kinds: kinds.join(''), paths: paths.join('\0') }
}
