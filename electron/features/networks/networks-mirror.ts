/** An engine's networks as rows, kept true by its events. */
import * as v from 'valibot'
import type { Network } from '../../../contract/networks/model'
import type { Engine, EngineEvent } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { createMirror, mirrorOf, type Meaning, type Mirror, type Refreshed } from '../../engine/mirror'
import { listOf } from '../../engine/schema'
import type { Feed } from '../../platform/change-feed'
import { ListedNetwork, toNetwork } from './rows'

/** Beyond this many the list is cheaper than asking for each. */
const inspectLimit = 8

/** The list itself must be one; what is not a network in it is left out. */
const ListAnswer = v.pipe(v.array(v.unknown()), listOf(ListedNetwork))

const networksOf = mirrorOf((engine) => makeMirror(engine))

/** The one mirror of this engine's networks. */
export const networksMirror = (engine: Engine): Mirror<Network> => networksOf(engine)

export async function listNetworks(
  engine: Engine,
  filters?: Readonly<Record<string, readonly string[]>>,
  signal?: AbortSignal
): Promise<Network[]> {
  const query = filters === undefined ? {} : { filters: JSON.stringify(filters) }
  const answer = await engine.get({ path: '/networks', query, ...(signal === undefined ? {} : { signal }) }, ListAnswer)
  return answer.map(toNetwork)
}

function makeMirror(engine: Engine): Mirror<Network> {
  const list = async (): Promise<Map<string, Network>> =>
    new Map((await listNetworks(engine)).map((network) => [network.id, network]))

  /** Undefined where it is not there (any more). */
  const inspect = async (id: string): Promise<Network | undefined> => {
    try {
      return toNetwork(await engine.get({ path: `/networks/${encodeURIComponent(id)}` }, ListedNetwork))
    } catch (error) {
      if (error instanceof FailureError && error.failure.kind === 'not-found') return undefined
      throw error
    }
  }

  /** Against the whole list: what is new, what changed and what went. */
  const compare = async (feed: Feed<string, Network>): Promise<Refreshed<Network>> => {
    const all = await list()
    const found = [...all].filter(([id, row]) => JSON.stringify(feed.get(id)) !== JSON.stringify(row))
    return { found, gone: [...feed.keys()].filter((id) => !all.has(id)), again: [] }
  }

  return createMirror({
    engine,
    load: list,
    async refresh(names, feed) {
      if (names.length > inspectLimit) return compare(feed)
      const answers = await Promise.all(names.map(async (name) => ({ name, row: await inspect(name) })))
      return {
        found: answers.flatMap(({ row }) => (row === undefined ? [] : [[row.id, row] as const])),
        gone: answers.flatMap(({ name, row }) => (row === undefined ? [name] : [])),
        again: []
      }
    },
    read: meaningOf
  })
}

/** Who joins or leaves a network changes the container's row, not the network's. */
function meaningOf({ type, action, id }: EngineEvent, feed: Feed<string, Network>): Meaning | undefined {
  if (type !== 'network') return undefined
  // It names none of them.
  if (action === 'prune') return { changed: [...feed.keys()] }
  if (id === '') return undefined
  if (action === 'destroy' || action === 'remove') return { gone: [id] }
  return action === 'create' || action === 'update' ? { changed: [id] } : undefined
}
