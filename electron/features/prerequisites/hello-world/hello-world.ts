/** Runs hello-world as `docker run --rm hello-world` does: what it needs to pull, start and speak works, or the failure says what does not. */
import * as v from 'valibot'
import type { HelloWorldRequest } from '../../../../contract/prerequisites/api'
import { helloImage } from '../../../../contract/prerequisites/command'
import type { HelloWorldProgress, HelloWorldResult } from '../../../../contract/prerequisites/model'
import { demultiplex } from '../../../engine/demultiplex'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { pullImage } from '../../../engine/pull-image'
import type { TaskContext } from '../../../ipc/handlers'

const Created = v.object({ Id: v.string() })
const Ended = v.object({ StatusCode: v.number() })
/** Characters of its words that are shown: the real one writes some eight hundred. */
const mostText = 20_000
/** Milliseconds: it ends at once, where nothing is wrong. */
const mostTime = 60_000

export async function helloWorld(
  engine: Engine,
  { removeImage }: HelloWorldRequest,
  context: TaskContext<HelloWorldProgress>
): Promise<HelloWorldResult> {
  const { signal, report } = context
  if (!(await hasImage(engine, signal))) {
    report({ step: 'pulling' })
    await pullImage(engine, helloImage, { signal, report: (pull) => report({ step: 'pulling', pull }) })
  }
  report({ step: 'running' })
  const text = await runOnce(engine, signal)
  if (!removeImage) return { text, imageKept: false }
  report({ step: 'removing' })
  return { text, imageKept: !(await removed(engine, signal)) }
}

const isKind = (error: unknown, kind: FailureError['failure']['kind']): boolean =>
  error instanceof FailureError && error.failure.kind === kind

async function hasImage(engine: Engine, signal: AbortSignal): Promise<boolean> {
  try {
    await engine.get({ path: `/images/${helloImage}/json`, signal }, v.unknown())
    return true
  } catch (error) {
    if (isKind(error, 'not-found')) return false
    throw error
  }
}

/** Its container is gone afterwards, also when it is cancelled. */
async function runOnce(engine: Engine, signal: AbortSignal): Promise<string> {
  const body = {
    Image: helloImage,
    // An engine whose usual log cannot be read back would leave nothing to show.
    HostConfig: { LogConfig: { Type: 'json-file' } }
  }
  // It is not broken off: the engine would make it all the same, and nobody would know its id.
  const { Id } = await engine.get({ method: 'POST', path: '/containers/create', body }, Created)
  const remove = () => drained(engine, { method: 'DELETE', path: `/containers/${Id}`, query: { force: true, v: true } })
  try {
    signal.throwIfAborted()
    const text = await started(engine, Id, signal)
    await remove()
    return text
  } catch (error) {
    // Why it failed is what a person wants to know; an engine that is away cannot remove anything either.
    await remove().catch(() => undefined)
    throw error
  }
}

async function started(engine: Engine, id: string, signal: AbortSignal): Promise<string> {
  await drained(engine, { method: 'POST', path: `/containers/${id}/start`, signal })
  const ended = { method: 'POST', path: `/containers/${id}/wait`, signal, timeLimit: mostTime } as const
  const { StatusCode } = await engine.get(ended, Ended)
  const text = await outputOf(engine, id, signal)
  if (StatusCode === 0) return text
  throw new FailureError({ kind: 'engine-error', message: `hello-world ended with ${StatusCode}: ${text}` })
}

async function outputOf(engine: Engine, id: string, signal: AbortSignal): Promise<string> {
  const log = await engine.open({ path: `/containers/${id}/logs`, query: { stdout: true, stderr: true }, signal })
  let text = ''
  for await (const outputs of demultiplex(log, { tty: false })) {
    text += outputs.map(({ data }) => data.toString('utf8')).join('')
    if (text.length > mostText) break
  }
  return text.slice(0, mostText)
}

async function removed(engine: Engine, signal: AbortSignal): Promise<boolean> {
  try {
    await drained(engine, { method: 'DELETE', path: `/images/${helloImage}`, signal })
    return true
  } catch (error) {
    if (isKind(error, 'conflict')) return false
    throw error
  }
}

/** For answers that say nothing more than that it was done. */
async function drained(engine: Engine, request: Parameters<Engine['open']>[0]): Promise<void> {
  for await (const _piece of await engine.open(request)) continue
}
