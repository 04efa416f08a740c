/** Networks that no container uses: which they are, and gone, those that were shown and no others. */
import * as v from 'valibot'
import type { RemoveNetworksReply } from '../../../../contract/networks/api'
import { builtInOf, type Network } from '../../../../contract/networks/model'
import type { PrunableNetworksRequest, PruneNetworksRequest } from '../../../../contract/networks/prune/api'
import type { Engine } from '../../../engine/engine'
import { listOf, mapOf, maybe } from '../../../engine/schema'
import { fitsLabels } from '../../../engine/label-filters'
import { untilTime } from '../../../engine/until-time'
import { listNetworks } from '../networks-mirror'
import { removeNetworks } from '../remove'

/** What is there of each network does not matter. */
const Running = listOf(v.object({ NetworkSettings: maybe(v.object({ Networks: mapOf(v.unknown()) })) }))

/**
 * By the rules of moby's daemon/prune.go: those without a running container, neither the engine's own nor a mere bundle
 * of settings. The engine's own filter `dangling` does not look at containers (its list has none since API 1.28).
 * Throws FailureError: invalid-input (`until`).
 */
export async function prunableNetworks(
  engine: Engine,
  { until, ...filters }: Omit<PrunableNetworksRequest, 'connection'>,
  signal: AbortSignal
): Promise<Network[]> {
  const before = until === '' ? undefined : untilTime(until)
  const [networks, running] = await Promise.all([
    listNetworks(engine, undefined, signal),
    engine.get({ path: '/containers/json', signal }, Running)
  ])
  const used = new Set(running.flatMap(({ NetworkSettings }) => Object.keys(NetworkSettings?.Networks ?? {})))
  return networks.filter(
    (network) =>
      !used.has(network.name) &&
      builtInOf(network) === undefined &&
      !network.closed &&
      (before === undefined || (network.created ?? 0) <= before) &&
      fitsLabels(network.labels, filters)
  )
}

/** One by one rather than by the engine's own prune, which would also take what has come free since it was shown. */
export async function pruneNetworks(
  engine: Engine,
  request: PruneNetworksRequest,
  signal: AbortSignal
): Promise<RemoveNetworksReply> {
  const free = new Set((await prunableNetworks(engine, request, signal)).map(({ id }) => id))
  const reply = await removeNetworks(
    engine,
    request.networks.filter(({ id }) => free.has(id))
  )
  return { ...reply, failed: reply.failed.filter(({ failure }) => failure.kind !== 'not-found') }
}
