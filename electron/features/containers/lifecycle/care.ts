/** A container cared for where it stands, in the engine's own requests. */
import * as v from 'valibot'
import type { care, CommitRequest, Limits, UpdateRequest } from '../../../../contract/containers/lifecycle/care-api'
import type { OnContainer } from '../../../../contract/containers/requests'
import type { ReplyOf, ResultOf } from '../../../../contract/define'
import { familiarName } from '../../../../contract/images/reference'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { readReference } from '../../../engine/pull-image'
import { listOf, number, text } from '../../../engine/schema'
import { forEach } from '../actions'

/** The engine's own names; what is absent or zero it leaves as it is (moby, container.UpdateContainer). */
const bodyOf = ({ cpus, restart, ...limits }: Limits): Readonly<Record<string, unknown>> => ({
  Memory: limits.memory,
  MemorySwap: limits.memorySwap,
  MemoryReservation: limits.memoryReservation,
  NanoCpus: cpus === undefined ? undefined : Math.round(cpus * 1e9),
  CpuShares: limits.cpuShares,
  CpusetCpus: limits.cpusetCpus,
  PidsLimit: limits.pidsLimit,
  RestartPolicy:
    restart === undefined ? undefined : { Name: restart.name, MaximumRetryCount: restart.maximumRetries ?? 0 }
})

const Warned = v.object({ Warnings: listOf(v.string()) })

/** `warnings`: the engine's, each once. */
export async function updateContainers(
  engine: Engine,
  { containers, limits }: UpdateRequest
): Promise<ReplyOf<typeof care.update>> {
  const warnings = new Set<string>()
  const body = bodyOf(limits)
  const results = await forEach(containers, async (id) => {
    const answer = await engine.get({ method: 'POST', path: `/containers/${id}/update`, body }, Warned)
    for (const warning of answer.Warnings) warnings.add(warning)
  })
  return { ...results, warnings: [...warnings] }
}

const Waited = v.object({
  StatusCode: number(),
  Error: v.optional(v.nullable(v.object({ Message: text() })))
})

/** Throws FailureError: not-found, and engine-unreachable where the engine goes away meanwhile. */
export async function waitFor(
  engine: Engine,
  { container: { id } }: OnContainer,
  signal: AbortSignal
): Promise<ResultOf<typeof care.wait>> {
  const { StatusCode, Error: failed } = await engine.get(
    { method: 'POST', path: `/containers/${id}/wait`, signal, timeLimit: 0 },
    Waited
  )
  return { exitCode: StatusCode, error: failed?.Message ?? '' }
}

/** Throws FailureError: invalid-input, with `reference` in `field` where that is wrong. */
export async function commitContainer(
  engine: Engine,
  { container, reference, author, message, changes, pause }: CommitRequest
): Promise<ReplyOf<typeof care.commit>> {
  const read = reference === '' ? undefined : readReference(reference)
  if (read?.digest !== undefined)
    throw new FailureError({ kind: 'invalid-input', field: 'reference', message: 'A digest cannot be chosen' })
  const query = {
    container: container.id,
    repo: read === undefined ? undefined : familiarName(read),
    tag: read?.tag,
    author: author || undefined,
    comment: message || undefined,
    pause: pause ? 1 : 0,
    changes
  }
  const { Id } = await engine.get({ method: 'POST', path: '/commit', query, timeLimit: 0 }, v.object({ Id: text() }))
  return { id: Id }
}
