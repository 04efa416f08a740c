/** Images that nothing uses: which they are, and gone. */
import * as v from 'valibot'
import type { PrunableImage, PruneReply, PruneRequest } from '../../../../contract/images/prune/api'
import type { Engine } from '../../../engine/engine'
import { listOf, number, text } from '../../../engine/schema'
import { ListedImage, toImages } from '../rows'
import { untaggedOf, type ImageStore } from './untagged'

const Listed = listOf(ListedImage)
const Users = listOf(v.object({ ImageID: text(), Image: text() }))
const Info = v.object({ DriverStatus: listOf(v.array(v.unknown())) })
/** `ImagesDeleted` is null where there was nothing. */
const Pruned = v.object({
  ImagesDeleted: listOf(v.object({ Untagged: text(), Deleted: text() })),
  SpaceReclaimed: number()
})

const filtersOf = ({ all, until }: PruneRequest): string =>
  JSON.stringify({ dangling: [all ? 'false' : 'true'], ...(until === '' ? {} : { until: [until] }) })

/**
 * What a prune would take, by the rules of moby's daemon/images/image_prune.go: without `all` what has neither name nor
 * child, with it what no container uses, and of what is used the names that are too many. `until` is read by the engine alone: its own list takes it too (API 1.43 on), and
 * before that what is younger than a plain duration is left out here.
 */
export async function prunable(engine: Engine, request: PruneRequest, signal: AbortSignal): Promise<PrunableImage[]> {
  const dangling = request.all ? undefined : JSON.stringify({ dangling: ['true'] })
  const [images, users] = await Promise.all([
    engine.get({ path: '/images/json', query: { filters: dangling }, signal }, Listed),
    engine.get({ path: '/containers/json', query: { all: 1 }, signal }, Users)
  ])
  const usersOf = (id: string): readonly string[] =>
    users.filter(({ ImageID }) => ImageID === id).map((one) => one.Image)
  const several = request.all && images.some(({ Id, RepoTags }) => RepoTags.length > 1 && usersOf(Id).length > 0)
  const store = several ? await storeOf(engine, signal) : 'other'
  const before = limitOf(request.until)
  return images
    .filter(({ Created }) => before === undefined || Created * 1_000 < before)
    .flatMap((image): PrunableImage[] => {
      const using = usersOf(image.Id)
      if (using.length === 0) return toImages(image).map((row) => ({ ...row, stays: false }))
      const RepoTags = [...untaggedOf(image, using, store)]
      return RepoTags.length === 0
        ? []
        : toImages({ ...image, RepoTags, RepoDigests: [] }).map((row) => ({ ...row, stays: true }))
    })
}

async function storeOf(engine: Engine, signal: AbortSignal): Promise<ImageStore> {
  const { state } = engine
  if (state.kind === 'connected' && /podman/i.test(state.capabilities.product)) return 'other'
  const { DriverStatus } = await engine.get({ path: '/info', signal }, Info)
  // [["driver-type", "io.containerd.snapshotter.v1"]]
  return DriverStatus.some((row) => row.includes('io.containerd.snapshotter.v1')) ? 'containerd' : 'layers'
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
