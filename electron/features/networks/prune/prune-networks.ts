/** Networks that no container uses: which they are, and gone, those that were shown and no others. */
import type { RemoveNetworksReply } from '../../../../contract/networks/api'
import { builtInOf, type Network } from '../../../../contract/networks/model'
import type { PrunableNetworksRequest, PruneNetworksRequest } from '../../../../contract/networks/prune/api'
import type { Engine } from '../../../engine/engine'
import { untilTime } from '../../../engine/until-time'
import { listNetworks } from '../networks-mirror'
import { removeNetworks } from '../remove'

/**
 * By the rules of moby's daemon/prune.go: those without a running container, neither the engine's own nor a mere bundle
 * of settings; of swarm's own only a manager says which are free. Throws FailureError: invalid-input (`until`).
 */
export async function prunableNetworks(
  engine: Engine,
  { until, labels, withoutLabels }: Omit<PrunableNetworksRequest, 'connection'>,
  signal: AbortSignal
): Promise<Network[]> {
  const before = until === '' ? undefined : untilTime(until)
  const free = await listNetworks(engine, { dangling: ['true'] }, signal)
  return free.filter(
    (network) =>
      builtInOf(network) === undefined &&
      !network.closed &&
      (before === undefined || (network.created ?? 0) <= before) &&
      labels.every((label) => hasLabel(network.labels, label)) &&
      !withoutLabels.some((label) => hasLabel(network.labels, label))
  )
}

function hasLabel(labels: Readonly<Record<string, string>>, label: string): boolean {
  const at = label.indexOf('=')
  const key = at < 0 ? label : label.slice(0, at)
  return Object.hasOwn(labels, key) && (at < 0 || labels[key] === label.slice(at + 1))
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
