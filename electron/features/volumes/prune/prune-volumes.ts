/** Volumes that no container uses: which they are, and gone, those that were shown and no others. */
import type { ReplyOf } from '../../../../contract/define'
import { anonymousLabel } from '../../../../contract/volumes/model'
import type {
  prune,
  PrunableVolume,
  PrunableVolumesRequest,
  PruneVolumesRequest
} from '../../../../contract/volumes/prune/api'
import type { Engine } from '../../../engine/engine'
import { fitsLabels } from '../../../engine/label-filters'
import { compareApi } from '../../../engine/version'
import { volumeSizes } from '../list/sizes'
import { removeVolumes } from '../remove'
import { listVolumes } from '../volumes-mirror'

/**
 * By the rules of moby's volume/service/service.go: those of the local driver without options of their own, and since API
 * 1.42, where nobody asks for all, only those that carry the engine's own mark of an anonymous volume.
 */
export async function prunableVolumes(
  engine: Engine,
  { all, ...filters }: Omit<PrunableVolumesRequest, 'connection'>,
  signal: AbortSignal
): Promise<PrunableVolume[]> {
  const [free, sizes] = await Promise.all([
    listVolumes(engine, { dangling: ['true'] }, signal),
    volumeSizes(engine, signal)
  ])
  const sizeOf = new Map(sizes.map(({ name, size }) => [name, size]))
  const takesNamed = all || !sparesNamed(engine)
  return free
    .filter(
      (volume) =>
        volume.driver === 'local' &&
        Object.keys(volume.options).length === 0 &&
        (takesNamed || Object.hasOwn(volume.labels, anonymousLabel)) &&
        fitsLabels(volume.labels, filters)
    )
    .map((volume) => ({ ...volume, size: sizeOf.get(volume.name) }))
}

/** Since 23.0 a prune takes anonymous ones alone, unless it is told to take all. */
function sparesNamed({ state }: Engine): boolean {
  return 'capabilities' in state && compareApi(state.capabilities.apiVersion, '1.42') >= 0
}

/** One by one rather than by the engine's own prune, which would also take what has come free since it was shown. */
export async function pruneVolumes(
  engine: Engine,
  request: PruneVolumesRequest,
  signal: AbortSignal
): Promise<ReplyOf<typeof prune.prune>> {
  const free = new Map((await prunableVolumes(engine, request, signal)).map(({ name, size }) => [name, size]))
  const reply = await removeVolumes(
    engine,
    request.volumes.filter((name) => free.has(name))
  )
  const failed = reply.failed.filter(({ failure }) => failure.kind !== 'not-found')
  return { ...reply, failed, reclaimed: reply.removed.reduce((sum, name) => sum + (free.get(name) ?? 0), 0) }
}
