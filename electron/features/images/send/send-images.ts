/** One engine's save as another's load, chunk by chunk: the slower side sets the pace. */
import { pipeline, Transform } from 'node:stream'
import type { Failure } from '../../../../contract/failure'
import type { ImageRef } from '../../../../contract/images/model'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { loadedNames } from '../archive/loaded'
import { pathNameOf } from '../remove'

/** Milliseconds that an engine which nobody has used yet gets to answer. */
const dialTime = 20_000

export interface Sending {
  readonly source: Engine
  readonly target: Engine
  readonly images: readonly ImageRef[]
  readonly signal: AbortSignal
  readonly report: (progress: { readonly bytes: number }) => void
}

/** Resolves when the target has them. Aborting ends both; an image that came only half is not kept. Throws FailureError. */
export async function sendImages({ source, target, images, signal, report }: Sending) {
  await reach(target, signal)
  const names = images.map(({ reference }) => pathNameOf(reference))
  const saved = await source.open({ path: '/images/get', query: { names }, bulk: true, signal }).catch(of('source'))
  let bytes = 0
  let lost: unknown
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      report({ bytes })
      done(null, chunk)
    }
  })
  // What the source failed of comes first: the target then only sees its body end.
  saved.once('error', (error) => (lost ??= error))
  pipeline(saved, counted, () => undefined)
  try {
    const request = { method: 'POST', path: '/images/load', query: { quiet: 1 }, body: counted, signal } as const
    const loaded = await loadedNames(await target.open(request))
    signal.throwIfAborted()
    if (lost !== undefined) throw lost
    if (loaded.length === 0)
      throw new FailureError({ kind: 'engine-error', message: 'The engine loaded nothing of what it was sent' })
    return { loaded, bytes }
  } catch (error) {
    signal.throwIfAborted()
    throw lost === undefined ? sided('target', error) : sided('source', lost)
  } finally {
    saved.destroy()
    counted.destroy()
  }
}

async function reach(target: Engine, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.timeout(dialTime)
  try {
    await target.connected(AbortSignal.any([signal, limit]))
  } catch (error) {
    signal.throwIfAborted()
    const { state } = target
    if (state.kind === 'unreachable') throw sided('target', new FailureError(state.failure))
    if (!limit.aborted) throw error
    throw sided('target', new FailureError({ kind: 'engine-unreachable', reason: 'timed-out', message: 'no answer' }))
  }
}

type Side = 'source' | 'target'
const of =
  (side: Side) =>
  (error: unknown): never => {
    throw sided(side, error)
  }

/** Two engines can be lost: the failure says which. */
function sided(side: Side, error: unknown): unknown {
  if (!(error instanceof FailureError) || error.failure.kind !== 'engine-unreachable') return error
  const failure: Failure = { ...error.failure, message: `${side}: ${error.failure.message}` }
  return new FailureError(failure)
}
