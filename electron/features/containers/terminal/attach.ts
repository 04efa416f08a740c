/** The main process's own terminal: what it writes and, where it reads, its input. */
import type { Duplex } from 'node:stream'
import * as v from 'valibot'
import type { AttachRequest } from '../../../../contract/containers/terminal/api'
import type { TerminalState } from '../../../../contract/containers/terminal/model'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { flag, maybe, number, text } from '../../../engine/schema'
import { detachKeys, settled, type Opened } from './opened'

const Inspected = v.object({
  Created: text(),
  RestartCount: number(),
  Config: v.object({ Tty: flag(), OpenStdin: flag() }),
  HostConfig: maybe(v.object({ LogConfig: maybe(v.object({ Type: text() })) })),
  State: v.object({
    Running: flag(),
    Paused: flag(),
    Restarting: flag(),
    StartedAt: text(),
    FinishedAt: text(),
    ExitCode: number()
  })
})
type Inspected = v.InferOutput<typeof Inspected>

/** Milliseconds: an older program's words may be too many to be told again. */
const justStarted = 120_000
/** Log drivers that can be read back. */
const readable = new Set(['json-file', 'local', 'journald'])

/** It has run once only, and begun a moment ago: its log is what it has written since. */
function hasJustStarted({ Created, RestartCount, State, HostConfig }: Inspected): boolean {
  const started = Date.parse(State.StartedAt)
  return (
    RestartCount === 0 &&
    // Go's word for never.
    !(Date.parse(State.FinishedAt) > 0) &&
    readable.has(HostConfig?.LogConfig?.Type ?? '') &&
    started - Date.parse(Created) < justStarted &&
    Date.now() - started < justStarted
  )
}

const refused = (reason: 'not-running' | 'paused', message: string): FailureError =>
  new FailureError({ kind: 'conflict', reason, message })

/**
 * Closing the connection leaves the container as it is, save one that takes input without a terminal (`-i` without `-t`),
 * which reads the end of its input, as it does when `docker run -i` is left.
 * Throws FailureError: `conflict` (not-running, paused) in docker's own words, `engine-unreachable`.
 */
export async function openAttach(
  engine: Engine,
  { container: { id }, sinceStart = false }: AttachRequest
): Promise<Opened> {
  const inspected = await engine.get({ path: `/containers/${id}/json` }, Inspected)
  const { Config, State } = inspected
  if (!State.Running) throw refused('not-running', 'cannot attach to a stopped container, start it first')
  if (State.Paused) throw refused('paused', 'cannot attach to a paused container, unpause it first')
  if (State.Restarting)
    throw refused('not-running', 'cannot attach to a restarting container, wait until it is running')
  const ends = watchEnds(engine, id)
  const logs = sinceStart && hasJustStarted(inspected)
  const options = { stream: true, hijack: true, stdin: Config.OpenStdin, stdout: true, stderr: true, logs, detachKeys }
  try {
    const connection = await engine.use(
      async (docker) => (await docker.getContainer(id).attach(options)) as unknown as Duplex
    )
    connection.once('close', () => setTimeout(ends.stop, 5_000).unref())
    return {
      connection,
      tty: Config.Tty,
      takesInput: Config.OpenStdin,
      leftBy: 'engine',
      resizePath: `/containers/${id}/resize`,
      ending: (left) => ending(engine, id, { startedAt: State.StartedAt, left, exitCode: () => ends.exitCode })
    }
  } catch (error) {
    ends.stop()
    throw error
  }
}

/** The exit codes that the engine tells: a container of `--rm` cannot be asked afterwards. */
function watchEnds(engine: Engine, id: string): { readonly exitCode: number | undefined; stop(): void } {
  let exitCode: number | undefined
  const stop = engine.onEvent((event) => {
    const code = Number(event.attributes['exitCode'])
    if (event.type === 'container' && event.id === id && event.action === 'die' && Number.isInteger(code))
      exitCode = code
  })
  return {
    get exitCode() {
      return exitCode
    },
    stop
  }
}

interface Ending {
  readonly startedAt: string
  readonly left: boolean
  readonly exitCode: () => number | undefined
}

async function ending(engine: Engine, id: string, { startedAt, left, exitCode }: Ending): Promise<TerminalState> {
  const ask = async (): Promise<TerminalState | undefined> => {
    try {
      const { State } = await engine.get({ path: `/containers/${id}/json` }, Inspected)
      if (exitCode() !== undefined) return { kind: 'ended', exitCode: exitCode() }
      // Its restart policy may have it running again.
      if (State.StartedAt !== startedAt) return { kind: 'ended' }
      if (!State.Running) return { kind: 'ended', exitCode: State.ExitCode }
      return left ? { kind: 'detached' } : undefined
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.kind !== 'not-found') throw error
      // The event of its end may still be on its way.
      return (await settled(async () => exitCode())) === undefined
        ? { kind: 'ended' }
        : { kind: 'ended', exitCode: exitCode() }
    }
  }
  return (await settled(ask)) ?? { kind: 'detached' }
}
