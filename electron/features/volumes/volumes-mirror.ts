/** An engine's volumes as rows, kept true by its events. */
import { isOwn } from '../../../contract/own'
import type { Volume } from '../../../contract/volumes/model'
import type { Engine, EngineEvent } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { createMirror, mirrorOf, type Meaning, type Mirror, type Refreshed } from '../../engine/mirror'
import type { Feed } from '../../platform/change-feed'
import { ListedVolume, toVolume, VolumesAnswer } from './rows'

/** Beyond this many the list is cheaper than asking for each. */
const inspectLimit = 8

const volumesOf = mirrorOf((engine) => makeMirror(engine))

/** The one mirror of this engine's volumes. */
export const volumesMirror = (engine: Engine): Mirror<Volume> => volumesOf(engine)

export const volumePath = (name: string): string => `/volumes/${encodeURIComponent(name)}`

export async function listVolumes(
  engine: Engine,
  filters?: Readonly<Record<string, readonly string[]>>,
  signal?: AbortSignal
): Promise<Volume[]> {
  const query = filters === undefined ? {} : { filters: JSON.stringify(filters) }
  const answer = await engine.get(
    { path: '/volumes', query, ...(signal === undefined ? {} : { signal }) },
    VolumesAnswer
  )
  return (answer.Volumes ?? []).map(toVolume).filter(({ labels }) => !isOwn(labels))
}

function makeMirror(engine: Engine): Mirror<Volume> {
  const list = async (): Promise<Map<string, Volume>> =>
    new Map((await listVolumes(engine)).map((volume) => [volume.name, volume]))

  /** Undefined where it is not there (any more). */
  const inspect = async (name: string): Promise<Volume | undefined> => {
    try {
      const volume = toVolume(await engine.get({ path: volumePath(name) }, ListedVolume))
      return isOwn(volume.labels) ? undefined : volume
    } catch (error) {
      if (error instanceof FailureError && error.failure.kind === 'not-found') return undefined
      throw error
    }
  }

  /** Against the whole list: what is new, what changed and what went. */
  const compare = async (feed: Feed<string, Volume>): Promise<Refreshed<Volume>> => {
    const all = await list()
    const found = [...all].filter(([name, row]) => JSON.stringify(feed.get(name)) !== JSON.stringify(row))
    return { found, gone: [...feed.keys()].filter((name) => !all.has(name)), again: [] }
  }

  return createMirror({
    engine,
    load: list,
    async refresh(names, feed) {
      if (names.length > inspectLimit) return compare(feed)
      const answers = await Promise.all(names.map(async (name) => ({ name, row: await inspect(name) })))
      return {
        found: answers.flatMap(({ name, row }) => (row === undefined ? [] : [[name, row] as const])),
        gone: answers.flatMap(({ name, row }) => (row === undefined ? [name] : [])),
        again: []
      }
    },
    read: meaningOf
  })
}

/** What mounts and unmounts a volume changes its container's row, not its own. */
function meaningOf({ type, action, id }: EngineEvent, feed: Feed<string, Volume>): Meaning | undefined {
  if (type !== 'volume') return undefined
  // It says how much, and not of which.
  if (action === 'prune') return { changed: [...feed.keys()] }
  if (id === '') return undefined
  if (action === 'destroy' || action === 'remove') return { gone: [id] }
  return action === 'create' ? { changed: [id] } : undefined
}
