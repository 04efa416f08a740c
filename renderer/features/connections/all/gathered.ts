/** The containers of several engines as one list. */
import type { Container, ContainersChange } from '../../../../contract/containers/model'
import type { Connection } from '../../../../contract/connections/model'
import { isLive } from '../connection-rows'

export interface GatheredRow {
  /** Of the list: ids alone are an engine's. */
  readonly key: string
  readonly connection: string
  /** The connection's name. */
  readonly engine: string
  readonly container: Container
}

export type Gathered = ReadonlyMap<string, ReadonlyMap<string, Container>>

const keyOf = (connection: string, id: string): string => `${connection} ${id}`

export interface Doubled {
  readonly name: string
  readonly other: string
}

/**
 * The connections that are listed: those that are connected, each engine once, the one that the window shows before others
 * that lead to the same.
 */
export function listed(
  connections: readonly Connection[],
  currentId: string | undefined
): { readonly listed: readonly Connection[]; readonly doubled: readonly Doubled[] } {
  const doubled: Doubled[] = []
  const seen = new Map<string, string>()
  const live = connections.filter(isLive)
  const inOrder = [...live].sort((one, other) => Number(other.id === currentId) - Number(one.id === currentId))
  const kept = inOrder.filter(({ engineId, name }) => {
    const other = engineId === undefined ? undefined : seen.get(engineId)
    if (other !== undefined) doubled.push({ name, other })
    else if (engineId !== undefined) seen.set(engineId, name)
    return other === undefined
  })
  return { listed: live.filter((one) => kept.includes(one)), doubled }
}

/** One copy for a whole batch, however many changes it holds. */
export function withChanges(
  before: ReadonlyMap<string, Container>,
  changes: readonly ContainersChange[]
): ReadonlyMap<string, Container> {
  let known = new Map(before)
  for (const change of changes) {
    switch (change.kind) {
      case 'snapshot':
        known = new Map(change.containers.map((container) => [container.id, container]))
        break
      case 'upsert':
        for (const container of change.containers) known.set(container.id, container)
        break
      case 'remove':
        for (const id of change.ids) known.delete(id)
        break
    }
  }
  return known
}

/** Rows stay the same objects while what they show does: a table draws anew only what changed. */
export function createRows(): (connections: readonly Connection[], gathered: Gathered) => readonly GatheredRow[] {
  const made = new WeakMap<Container, GatheredRow>()
  return (connections, gathered) =>
    connections.flatMap(({ id, name }) =>
      [...(gathered.get(id)?.values() ?? [])].map((container) => {
        const known = made.get(container)
        if (known?.connection === id && known.engine === name) return known
        const row = { key: keyOf(id, container.id), connection: id, engine: name, container }
        made.set(container, row)
        return row
      })
    )
}

/** Every word must be found in the name, the image, the engine or the state. */
export function matches({ engine, container }: GatheredRow, text: string): boolean {
  const whole = `${container.name} ${container.image} ${engine} ${container.state} ${container.id}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word))
}

export const canStart = ({ container: { state } }: GatheredRow): boolean => state === 'created' || state === 'exited'
export const canStop = ({ container: { state } }: GatheredRow): boolean =>
  state === 'running' || state === 'restarting' || state === 'paused'

/** By the engine that they are on. */
export function byConnection(rows: readonly GatheredRow[]): ReadonlyMap<string, readonly GatheredRow[]> {
  const found = new Map<string, GatheredRow[]>()
  for (const row of rows) found.set(row.connection, [...(found.get(row.connection) ?? []), row])
  return found
}
