/** Stopped containers: which they are, and gone, those that were shown and no others. */
import * as v from 'valibot'
import type {
  prune,
  PrunableContainer,
  PrunableRequest,
  PruneContainersRequest
} from '../../../../contract/containers/lifecycle/prune-api'
import type { ReplyOf } from '../../../../contract/define'
import type { Failure } from '../../../../contract/failure'
import type { Engine } from '../../../engine/engine'
import { actOnMany } from '../actions'
import { toContainer } from '../rows'
import { fitsLabels } from '../../../engine/label-filters'
import { untilTime } from '../../../engine/until-time'

/** What moby's prune takes for not running (daemon/prune.go); `removing` goes anyhow. */
const stopped = ['created', 'exited', 'dead']

/** Throws FailureError: invalid-input (`until`). */
export async function prunableContainers(
  engine: Engine,
  { filters }: Pick<PrunableRequest, 'filters'>,
  signal?: AbortSignal
): Promise<PrunableContainer[]> {
  const before = filters.until === '' ? undefined : untilTime(filters.until)
  const rows = await engine.get(
    {
      path: '/containers/json',
      // Sizes of many containers take the engine a while.
      query: { all: 1, size: 1, filters: JSON.stringify({ status: stopped }) },
      timeLimit: 0,
      ...(signal === undefined ? {} : { signal })
    },
    v.array(v.unknown())
  )
  return rows.flatMap((raw) => {
    const row = toContainer(raw, Date.now())
    // "exited" of the list is also what the engine is restarting: that has another state.
    if (row === undefined || !stopped.includes(row.state) || !fitsLabels(row.labels, filters)) return []
    if (before !== undefined && row.created > before) return []
    const { id, name, image, state, exitCode, status, created, since } = row
    return [{ id, name, image, state, exitCode, status, created, since, size: sizeOf(raw) }]
  })
}

const sizeOf = (raw: unknown): number => {
  const { SizeRw } = raw as { SizeRw?: unknown }
  return typeof SizeRw === 'number' ? SizeRw : 0
}

/** One by one rather than by the engine's own prune, which would also take what has stopped since it was shown. */
export async function pruneContainers(
  engine: Engine,
  request: PruneContainersRequest
): Promise<ReplyOf<typeof prune.prune>> {
  const sizes = new Map((await prunableContainers(engine, request)).map(({ id, size }) => [id, size]))
  const results = await actOnMany(
    engine,
    request.containers.filter(({ id }) => sizes.has(id)),
    { method: 'DELETE', path: '', query: { force: 0, v: 0 }, isFine: isGone }
  )
  return { ...results, reclaimed: results.done.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0) }
}

const isGone = (failure: Failure): boolean =>
  failure.kind === 'not-found' || (failure.kind === 'conflict' && failure.reason === 'already')
