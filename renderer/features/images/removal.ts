/** What `docker rmi` will do with the chosen references, told before it is done. */
import type { Container } from '../../../contract/containers/model'
import type { ImageRef, RemovedImage } from '../../../contract/images/model'
import type { InferOutput } from 'valibot'
import { isUp, type ImageRow } from './image-rows'

export interface RemovalItem {
  readonly row: ImageRow
  /**
   * `untag`: other references of the image stay, nothing is freed. `delete`: with this one its layers go.
   * `refused`: containers were made from it; docker asks for force, and refuses even that where one runs.
   */
  readonly does: 'untag' | 'delete' | 'refused'
  readonly users: readonly Container[]
}

export interface RemovalPlan {
  readonly items: readonly RemovalItem[]
  /** Bytes of the images that are deleted, each once: at most, since layers may be shared. */
  readonly freed: number
}

/** References go in their order: the last one left of an image deletes it. */
export function removalPlan(chosen: readonly ImageRow[], all: readonly ImageRow[]): RemovalPlan {
  const left = new Map<string, number>()
  for (const { image } of all) left.set(image.id, (left.get(image.id) ?? 0) + 1)
  let freed = 0
  const items = chosen.map((row): RemovalItem => {
    const remaining = (left.get(row.image.id) ?? 1) - 1
    left.set(row.image.id, remaining)
    if (remaining > 0) return { row, does: 'untag', users: [] }
    if (row.users.length > 0) return { row, does: 'refused', users: row.users }
    freed += row.image.size
    return { row, does: 'delete', users: [] }
  })
  return { items, freed }
}

/** What was refused and may be forced: no container of the image runs, as far as the window knows now. */
export function forcible(
  refused: ReadonlyArray<{ readonly image: ImageRef; readonly users: readonly Pick<Container, 'id'>[] }>,
  containers: ReadonlyMap<string, Container>
): { readonly images: readonly ImageRef[]; readonly running: boolean } {
  const running = ({ id }: Pick<Container, 'id'>): boolean => {
    const container = containers.get(id)
    return container !== undefined && isUp(container)
  }
  const free = refused.filter(({ users }) => !users.some(running))
  return { images: free.map(({ image }) => image), running: free.length < refused.length }
}

/** The lines that docker prints. */
export const removedLines = (removed: ReadonlyArray<InferOutput<typeof RemovedImage>>): readonly string[] =>
  removed.map((one) => (one.kind === 'untagged' ? `Untagged: ${one.reference}` : `Deleted: ${one.id}`))
