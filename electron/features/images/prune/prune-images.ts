/** Images that nothing uses: which they are, and gone. */
import * as v from 'valibot'
import type { Image } from '../../../../contract/images/model'
import type { PruneReply, PruneRequest } from '../../../../contract/images/prune/api'
import type { Engine } from '../../../engine/engine'
import { listOf, number, text } from '../../../engine/schema'
import { ListedImage, toImages } from '../rows'

const Listed = listOf(ListedImage)
const Users = listOf(v.object({ ImageID: text() }))
/** `ImagesDeleted` is null where there was nothing. */
const Pruned = v.object({
  ImagesDeleted: listOf(v.object({ Untagged: text(), Deleted: text() })),
  SpaceReclaimed: number()
})

const filtersOf = ({ all, until }: PruneRequest): string =>
  JSON.stringify({ dangling: [all ? 'false' : 'true'], ...(until === '' ? {} : { until: [until] }) })

/**
 * What a prune would take, by the rules of moby's daemon/images/image_prune.go: without `all` what has neither name nor
 * child, with it what no container uses. `until` is read by the engine alone: its own list takes it too (API 1.43 on), and
 * before that what is younger than a plain duration is left out here.
 */
export async function prunable(engine: Engine, request: PruneRequest, signal: AbortSignal): Promise<Image[]> {
  const dangling = request.all ? undefined : JSON.stringify({ dangling: ['true'] })
  const [images, users] = await Promise.all([
    engine.get({ path: '/images/json', query: { filters: dangling }, signal }, Listed),
    engine.get({ path: '/containers/json', query: { all: 1 }, signal }, Users)
  ])
  const used = new Set(users.map(({ ImageID }) => ImageID))
  const before = limitOf(request.until)
  return images
    .filter(({ Id, Created }) => !used.has(Id) && (before === undefined || Created * 1_000 < before))
    .flatMap(toImages)
}

/** `24h`, `1h30m`, a date or Unix seconds, as milliseconds since 1970; undefined where nothing is said. */
export function limitOf(until: string, now = Date.now()): number | undefined {
  if (until === '') return undefined
  if (/^\d+(\.\d+)?$/.test(until)) return Number(until) * 1_000
  const parts = [...until.matchAll(/(\d+(?:\.\d+)?)(h|m|s|ms)/g)]
  const units = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const
  if (parts.length > 0 && parts.map(([whole]) => whole).join('') === until)
    return now - parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0)
  const date = Date.parse(until)
  return Number.isNaN(date) ? undefined : date
}

export async function pruneImages(engine: Engine, request: PruneRequest): Promise<PruneReply> {
  const query = { filters: filtersOf(request) }
  const answer = await engine.get({ method: 'POST', path: '/images/prune', query, timeLimit: 0 }, Pruned)
  return {
    removed: answer.ImagesDeleted.flatMap(({ Untagged, Deleted }): PruneReply['removed'] => {
      if (Untagged !== '') return [{ kind: 'untagged', reference: Untagged }]
      return Deleted === '' ? [] : [{ kind: 'deleted', id: Deleted }]
    }),
    reclaimed: answer.SpaceReclaimed
  }
}
