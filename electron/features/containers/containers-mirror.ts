/** An engine's containers as rows, kept true by its events. */
import * as v from 'valibot'
import type { Container } from '../../../contract/containers/model'
import { isOwn } from '../../../contract/own'
import type { Engine, EngineEvent } from '../../engine/engine'
import { createMirror, mirrorOf, type Meaning, type Mirror, type Refreshed } from '../../engine/mirror'
import { onContainersChanged } from '../../engine/own-changes'
import type { Feed } from '../../platform/change-feed'
import { toContainer } from './rows'

/** Beyond this many ids one list of all is cheaper than naming them. */
const namedLimit = 100

/** Rows are read one by one (rows.ts): a schema for each would cost more than the list itself. */
const Rows = v.array(v.unknown())

/** Events of a container that change its row. `exec_*`, `attach`, `top`, `resize`, `kill`, `stop` and the like do not, or another one follows. */
const changing = new Set(['create', 'start', 'restart', 'die', 'oom', 'pause', 'unpause', 'rename', 'update', 'init'])
const going = new Set(['destroy', 'remove'])

/** What an event has said of a state, and a list may not say yet: the engine tells of some changes before it writes them down. */
const contradicts: Readonly<Record<string, (row: Container) => boolean>> = {
  die: ({ state }) => state === 'running' || state === 'paused',
  pause: ({ state }) => state === 'running',
  unpause: ({ state }) => state === 'paused'
}

const containersOf = mirrorOf((engine) => makeMirror(engine))

/** The one mirror of this engine's containers. */
export const containersMirror = (engine: Engine): Mirror<Container> => containersOf(engine)

function makeMirror(engine: Engine): Mirror<Container> {
  /** When it started or died, by the events; milliseconds since 1970. */
  const began = new Map<string, number>()
  const lastSaid = new Map<string, string>()
  const missedOnce = new Set<string>()
  /** The name that an event gave it, until a list agrees: right after a rename a list may still hold the old name beside the new. */
  const renamed = new Map<string, string>()
  /** Networks that events put it on or took it off, until a list agrees: the engine tells before it writes that down. */
  const joined = new Map<string, Map<string, boolean>>()

  const readRows = async (
    filters: string | undefined,
    former: (id: string) => Container | undefined
  ): Promise<Container[]> => {
    const raw = await engine.get({ path: '/containers/json', query: { all: 1, filters } }, Rows)
    const now = Date.now()
    const rows: Container[] = []
    for (const item of raw) {
      const id = (item as { Id?: unknown } | null)?.Id
      if (isOwn((item as { Labels?: Record<string, unknown> } | null)?.Labels)) continue
      const row = typeof id === 'string' ? toContainer(item, now, [began.get(id), former(id)?.since]) : undefined
      if (row !== undefined) rows.push(row)
    }
    return rows
  }

  const mirror: Mirror<Container> = createMirror({
    engine,
    async load() {
      const rows = await readRows(undefined, (id) => mirror.feed.get(id))
      const ids = new Set(rows.map(({ id }) => id))
      for (const map of [began, lastSaid]) for (const id of map.keys()) if (!ids.has(id)) map.delete(id)
      missedOnce.clear()
      renamed.clear()
      joined.clear()
      return rows.map((row) => [row.id, row] as const)
    },
    async refresh(ids, feed) {
      const filters = ids.length > namedLimit ? undefined : JSON.stringify({ id: ids })
      const rows = await readRows(filters, (id) => feed.get(id))
      return sortOut(ids, rows, feed)
    },
    read: (event, feed) => meaningOf(event, feed),
    hints: (touch) => onContainersChanged(engine, touch)
  })

  const sortOut = (
    ids: readonly string[],
    rows: readonly Container[],
    feed: Feed<string, Container>
  ): Refreshed<Container> => {
    const byId = new Map(rows.map((row) => [row.id, row]))
    const found: Array<readonly [string, Container]> = []
    const gone: string[] = []
    const again: string[] = []
    for (const id of ids) {
      const row = byId.get(id)
      if (row === undefined) {
        // Between two names a container is in no list: only the second time it is gone.
        if (missedOnce.delete(id)) gone.push(id)
        else {
          missedOnce.add(id)
          again.push(id)
        }
        continue
      }
      missedOnce.delete(id)
      const name = renamed.get(id) ?? (row.name === '' ? (feed.get(id)?.name ?? '') : row.name)
      if (name !== row.name || contradicts[lastSaid.get(id) ?? '']?.(row) === true || !agrees(row)) again.push(id)
      else renamed.delete(id)
      found.push([id, name === row.name ? row : { ...row, name }])
    }
    return { found, gone, again }
  }

  /** What stopped has left all networks, and its row still names them. */
  const agrees = (row: Container): boolean => {
    const isUp = row.state === 'running' || row.state === 'paused'
    const said = [...(joined.get(row.id) ?? [])]
    const fits = !isUp || said.every(([network, isOn]) => row.networks.includes(network) === isOn)
    if (fits) joined.delete(row.id)
    return fits
  }

  const meaningOf = (event: EngineEvent, feed: Feed<string, Container>): Meaning | undefined => {
    if (event.type === 'network') return ofNetwork(event, joined)
    if (event.type === 'image') return ofImage(event, feed)
    // An event's attributes hold the container's labels.
    if (event.type !== 'container' || isOwn(event.attributes)) return undefined
    const { id } = event
    if (going.has(event.action)) {
      for (const memory of [began, lastSaid, missedOnce, renamed, joined]) memory.delete(id)
      return { gone: [id] }
    }
    if (event.action.startsWith('health_status')) return { changed: [id] }
    if (!changing.has(event.action)) return undefined
    if (event.action === 'start' || event.action === 'die') began.set(id, Number(event.timeNano.slice(0, -6)))
    const name = event.attributes['name']?.replace(/^\//, '') ?? ''
    if (event.action === 'rename' && name !== '') renamed.set(id, name)
    if (event.action in contradicts || event.action === 'start') lastSaid.set(id, event.action)
    return { changed: [id] }
  }

  return mirror
}

function ofNetwork(
  { action, attributes }: EngineEvent,
  joined: Map<string, Map<string, boolean>>
): Meaning | undefined {
  const { container, name } = attributes
  if (container === undefined || container === '' || (action !== 'connect' && action !== 'disconnect')) return undefined
  if (name !== undefined && name !== '')
    joined.set(container, new Map([...(joined.get(container) ?? []), [name, action === 'connect']]))
  return { changed: [container] }
}

/** A container shows its image's name only while that name still means this image. */
function ofImage({ action, id, attributes }: EngineEvent, feed: Feed<string, Container>): Meaning | undefined {
  if (action !== 'tag' && action !== 'untag' && action !== 'pull' && action !== 'delete' && action !== 'load')
    return undefined
  const name = (attributes['name'] ?? '').replace(/:latest$/, '')
  const changed = [...feed.values()].filter(
    ({ image, imageId }) => imageId === id || image.replace(/:latest$/, '') === name
  )
  return changed.length === 0 ? undefined : { changed: changed.map((container) => container.id) }
}
