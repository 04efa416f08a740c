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
  const { Id } = await engine.get({ method: 'POST', path: '/containers/create', body, signal }, Created)
  try {
    await drained(engine, { method: 'POST', path: `/containers/${Id}/start`, signal })
    const { StatusCode } = await engine.get({ method: 'POST', path: `/containers/${Id}/wait`, signal }, Ended)
    const text = await outputOf(engine, Id, signal)
    if (StatusCode !== 0)
      throw new FailureError({ kind: 'engine-error', message: `hello-world ended with ${StatusCode}: ${text}` })
    return text
  } finally {
    await drained(engine, { method: 'DELETE', path: `/containers/${Id}`, query: { force: true, v: true } })
  }
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
