/** What is done to one container or many: a few at a time, and what became of each. */
import type { ActionResults } from '../../../contract/containers/model'
import type { Failure } from '../../../contract/failure'
import type { ContainerRef } from '../../../contract/scope'
import type { Engine, EngineRequest } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'

/** Requests under way at once: engines work on several containers side by side, and many would starve everything else. */
const parallel = 8

export interface Action {
  readonly method?: 'POST' | 'DELETE'
  /** Below `/containers/ID`: `/stop`. */
  readonly path: string
  readonly query?: EngineRequest['query']
  /** Whether this refusal means that it is as it should be. */
  readonly isFine?: (failure: Failure) => boolean
}

/** Each container is done or failed, in the order of the request; the whole never fails because of one. */
export const actOnMany = (
  engine: Engine,
  containers: readonly ContainerRef[],
  { method = 'POST', path, query, isFine }: Action
): Promise<ActionResults> =>
  forEach(containers, (id) => send(engine, { method, path: `/containers/${id}${path}`, query }), isFine)

/** The same for `work` that asks more of the engine than one word. It fails with a FailureError. */
export async function forEach(
  containers: readonly ContainerRef[],
  work: (id: string) => Promise<void>,
  isFine?: Action['isFine']
): Promise<ActionResults> {
  const failures = new Map<string, Failure>()
  const waiting = [...new Map(containers.map((container) => [container.id, container])).keys()]
  const ids = [...waiting]
  const worker = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const failure = await failureOf(work(id))
      if (failure !== undefined && !isAlready(failure) && isFine?.(failure) !== true) failures.set(id, failure)
    }
  }
  await Promise.all(Array.from({ length: Math.min(parallel, ids.length) }, worker))
  return {
    done: ids.filter((id) => !failures.has(id)),
    failed: ids.flatMap((id) => {
      const failure = failures.get(id)
      return failure === undefined ? [] : [{ id, failure }]
    })
  }
}

async function failureOf(work: Promise<void>): Promise<Failure | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    return error.failure
  }
}

/** 304: it was so already, and the engine has no words for it. */
const isAlready = (failure: Failure): boolean =>
  failure.kind === 'conflict' && failure.reason === 'already' && failure.message === ''

/** A request whose answer says nothing. Throws FailureError. */
export async function send(engine: Engine, request: EngineRequest): Promise<void> {
  const body = await engine.open(request)
  // Read to its end, so that its connection can be used again.
  for await (const _ of body) continue
}
