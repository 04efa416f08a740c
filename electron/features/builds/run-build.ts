/** One build, from its options to its image. */
import { readInstructions } from '../../../contract/builds/instructions'
import type { Build } from '../../../contract/builds/model'
import type { BuildOptions } from '../../../contract/builds/options'
import type { Engine } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { toFailureError } from '../../engine/failures/to-failure-error'
import { jsonLines } from '../../engine/json-lines'
import type { Builds } from './builds'
import { runBuildx } from './buildx/run-buildx'
import type { Dockerfile } from './context/build-context'
import { BuildKitProgress } from './progress/buildkit-progress'
import type { BuildLog } from './progress/build-log'
import { ClassicProgress } from './progress/classic-progress'
import { failureOfWords, whatFailed } from './progress/what-failed'
import { buildQuery, registryConfig, signInsFor } from './query'
import { sendContext } from './send-context'

export interface BuildParts {
  readonly engine: Engine
  readonly builds: Builds
  readonly id: string
  readonly options: BuildOptions
  readonly way: Build['builder']
  /** What `docker` needs before its subcommand to act on this engine. */
  readonly cli: readonly string[]
  /** Undefined for an address. */
  readonly dockerfile: Dockerfile | undefined
  readonly secrets: ReadonlyMap<string, Buffer>
  readonly log: BuildLog
  readonly signal: AbortSignal
}

/** Milliseconds between two words about the bytes that were sent. */
const sentInterval = 100

/** Resolves with the build as it ended. Throws FailureError: what the builder, the engine or the system said, cancelled. */
export async function runBuild(parts: BuildParts): Promise<Build> {
  const { builds, id, log, signal, dockerfile } = parts
  const instructions = readInstructions(dockerfile?.text ?? '')
  try {
    const imageId = await (parts.way === 'buildx' ? byBuildx(parts) : byEngine(parts, parts.way))
    return builds.change(id, {
      outcome: { kind: 'done', ...(imageId === undefined ? {} : { imageId }) },
      endedAt: Date.now(),
      steps: countSteps(log)
    })
  } catch (error) {
    const endedAt = Date.now()
    for (const step of log.steps)
      if (step.state === 'running')
        log.put({ ...step, state: 'cancelled', endedAt, duration: endedAt - (step.startedAt ?? endedAt) })
    if (signal.aborted) {
      builds.change(id, { outcome: { kind: 'cancelled' }, endedAt, steps: countSteps(log) })
      throw new FailureError({ kind: 'cancelled', message: '' })
    }
    const known = toFailureError(error)
    const failure =
      known instanceof FailureError
        ? known.failure
        : ({ kind: 'internal', message: error instanceof Error ? error.message : String(error) } as const)
    const reason = whatFailed(failure, log, instructions)
    builds.change(id, { outcome: { kind: 'failed', reason }, endedAt, steps: countSteps(log) })
    throw known
  }
}

function countSteps(log: BuildLog): Build['steps'] {
  const steps = log.steps.filter(({ internal }) => !internal)
  return {
    total: steps.length,
    ended: steps.filter(({ state }) => state !== 'waiting' && state !== 'running').length,
    cached: steps.filter(({ state }) => state === 'cached').length
  }
}

/** Tells how far it is, where that has changed. */
function tellSteps({ builds, id, log }: BuildParts): void {
  const steps = countSteps(log)
  const { steps: before, outcome } = builds.get(id) ?? {}
  // The first step of the Dockerfile's own has begun: what it needs has come.
  if (outcome?.kind === 'sending' && log.steps.some(({ internal, state }) => !internal && state !== 'waiting'))
    builds.change(id, { outcome: { kind: 'running' } })
  if (before?.total !== steps.total || before.ended !== steps.ended || before.cached !== steps.cached)
    builds.change(id, { steps })
}

/** The image's id, where there is one. */
async function byBuildx(parts: BuildParts): Promise<string | undefined> {
  const progress = new BuildKitProgress(parts.log, readInstructions(parts.dockerfile?.text ?? ''))
  try {
    return await runBuildx({ ...parts, progress, onProgress: () => tellSteps(parts) })
  } finally {
    progress.end()
  }
}

/** The image's id, where the builder said it. */
async function byEngine(parts: BuildParts, way: 'buildkit' | 'classic'): Promise<string | undefined> {
  const { engine, builds, id, options, dockerfile, log, signal } = parts
  const instructions = readInstructions(dockerfile?.text ?? '')
  const signIns =
    way === 'classic' ? await signInsFor(engine, dockerfile?.text ?? '', options) : new Map<string, never>()
  const count = counting(builds, id)
  const sending = await sendContext({ ...parts, way, onBytes: count.onBytes })
  const progress = new BuildKitProgress(log, instructions)
  const classic = new ClassicProgress(log, instructions)
  let imageId: string | undefined
  try {
    const answer = await engine.open({
      method: 'POST',
      path: '/build',
      query: { ...buildQuery(options, way), ...sending.request.query },
      headers: { 'Content-Type': 'application/x-tar', ...registryConfig(signIns) },
      ...(sending.request.body === undefined ? {} : { body: sending.request.body }),
      signal
    })
    for await (const line of jsonLines(answer)) {
      const said = wordsOfLine(line)
      if (said.error !== undefined) {
        classic.end(said.error)
        throw new FailureError(failureOfWords(said.error))
      }
      if (said.trace !== undefined) progress.take(said.trace)
      if (said.stream !== undefined) classic.take(said.stream)
      if (said.status !== undefined) classic.status(said.status)
      imageId = said.imageId ?? imageId
      tellSteps(parts)
    }
    signal.throwIfAborted()
    await sending.settled()
    classic.end()
    return imageId
  } catch (error) {
    await sending.settled()
    throw sending.fault() ?? error
  } finally {
    progress.end()
    sending.close()
    count.end()
  }
}

/** Tells now and then how much was sent; `end` tells the rest. */
function counting(builds: Builds, id: string): { readonly onBytes: (bytes: number) => void; end(): void } {
  let sent = 0
  let timer: NodeJS.Timeout | undefined
  const tell = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (builds.get(id)?.sentBytes !== sent) builds.change(id, { sentBytes: sent })
  }
  return {
    onBytes: (bytes) => {
      sent += bytes
      timer ??= setTimeout(tell, sentInterval)
    },
    end: tell
  }
}

interface Said {
  readonly error?: string
  readonly trace?: string
  readonly stream?: string
  readonly imageId?: string
  readonly status?: { id: string; status: string; current?: number; total?: number }
}

/** One line of the answer: `{"stream":"Step 1/2 : FROM busybox"}`, `{"id":"moby.buildkit.trace","aux":"Cm8K…"}`, `{"aux":{"ID":"sha256:…"}}`. */
function wordsOfLine(line: unknown): Said {
  const { id, aux, stream, error, errorDetail, status, progressDetail } = (line ?? {}) as Record<string, unknown>
  const words = (errorDetail as { message?: unknown } | undefined)?.message ?? error
  if (typeof words === 'string' && words !== '') return { error: words }
  if (id === 'moby.buildkit.trace' && typeof aux === 'string') return { trace: aux }
  const image = (aux as { ID?: unknown } | undefined)?.ID
  if (typeof image === 'string') return { imageId: image }
  if (typeof stream === 'string') return { stream }
  if (typeof id !== 'string' || typeof status !== 'string') return {}
  const { current, total } = (progressDetail ?? {}) as { current?: unknown; total?: unknown }
  return {
    status: {
      id,
      status,
      ...(typeof current === 'number' ? { current } : {}),
      ...(typeof total === 'number' ? { total } : {})
    }
  }
}
