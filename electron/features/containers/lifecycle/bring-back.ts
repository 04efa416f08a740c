/** The way back of a replacement that failed: each step looks first, so that it can be gone again after an engine's death. */
import { setTimeout as pause } from 'node:timers/promises'
import { docker } from '../../../../contract/command/build'
import { lineText } from '../../../../contract/command/quote'
import type { Failure } from '../../../../contract/failure'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { logWarning } from '../../../platform/log'
import { send } from '../actions'
import { readStanding, type Standing } from './standing'

export interface Replaced {
  readonly id: string
  readonly name: string
  /** Where the old one stands meanwhile. */
  readonly aside: string
  readonly before: Standing
  /** The new one, once it is known. */
  created: string | undefined
  /** It was asked for: it may be there although nobody said so. */
  tried: boolean
}

/** Milliseconds that an engine which went away is waited for; little where the person, or the end of the app, cancelled. */
const patience = { usual: 120_000, cancelled: 5_000 } as const

/** Throws FailureError only where the old one does not stand as before: `remedy` then says how it comes back. */
export async function bringBack(
  engine: Engine,
  replaced: Replaced,
  cause: unknown,
  signal: AbortSignal
): Promise<void> {
  const end = Date.now() + (signal.aborted ? patience.cancelled : patience.usual)
  for (;;) {
    try {
      return await goBack(engine, replaced)
    } catch (error) {
      const isLost = error instanceof FailureError && error.failure.kind === 'engine-unreachable'
      logWarning('A container that was to be replaced is not back yet', error)
      if (!isLost || Date.now() > end) throw notBack(replaced, cause, error)
      const left = Math.max(1, end - Date.now())
      const wait = signal.aborted ? AbortSignal.timeout(left) : AbortSignal.any([signal, AbortSignal.timeout(left)])
      await engine.connected(wait).catch(() => undefined)
      // What the loss of the session has yet to end.
      await pause(100)
      if (wait.aborted) throw notBack(replaced, cause, error)
    }
  }
}

async function goBack(engine: Engine, replaced: Replaced): Promise<void> {
  const { id, name, before } = replaced
  const created = replaced.created ?? (replaced.tried ? await unheardOf(engine, replaced) : undefined)
  if (created !== undefined)
    await send(engine, { method: 'DELETE', path: `/containers/${created}`, query: { force: 1, v: 1 } }).catch(
      (error: unknown) => {
        if (!(error instanceof FailureError && error.failure.kind === 'not-found')) throw error
      }
    )
  const now = await readStanding(engine, id)
  if (now.name !== name) await send(engine, { method: 'POST', path: `/containers/${id}/rename`, query: { name } })
  if (before.running && !now.running) await send(engine, { method: 'POST', path: `/containers/${id}/start` })
  if (before.paused && !now.paused) await send(engine, { method: 'POST', path: `/containers/${id}/pause` })
}

/** A container that the engine made without being able to say so: under the name, never started, younger than the old one. */
async function unheardOf(engine: Engine, { id, name, before }: Replaced): Promise<string | undefined> {
  try {
    const found = await readStanding(engine, name)
    return found.id !== id && !found.startedEver && found.created > before.created ? found.id : undefined
  } catch (error) {
    if (error instanceof FailureError && error.failure.kind === 'not-found') return undefined
    throw error
  }
}

/** What stands under which name, and the commands that put it right. */
function notBack({ id, name, aside, before }: Replaced, cause: unknown, error: unknown): FailureError {
  const reason = cause instanceof FailureError ? cause.failure : undefined
  const last = error instanceof FailureError ? error.failure : undefined
  const words = [reason?.message, last?.message].filter((one, index, all) => one && all.indexOf(one) === index)
  const lines = [
    docker('rename').argument('container', id.slice(0, 12)).argument('new-name', name).line(),
    ...(before.running ? [docker('start').argument('container', name).line()] : [])
  ]
  const failure: Failure = {
    ...(last ?? { kind: 'internal' }),
    message: `${name} may now be named ${aside}${words.length === 0 ? '' : ` (${words.join('; ')})`}`,
    remedy: { kind: 'run', command: lines.map((line) => lineText(line, { shell: 'posix', cli: [] })).join(' && ') }
  }
  return new FailureError(failure, { cause: error })
}
