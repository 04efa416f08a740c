/** Docker Desktop on Windows runs Linux containers or Windows ones: the other kind by its own program. */
import { setTimeout as wait } from 'node:timers/promises'
import { switchCommand } from '../../../contract/engine-settings/containers'
import type { Place } from '../../../contract/engine-settings/place'
import type { Engine } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { runProgram } from '../../platform/programs/run-program'
import { whyNot } from './control'
import { infoOf } from './engine-facts'

/** Which kind runs; undefined where there is nothing to switch. */
export const containersOf = (place: Place, platform: string, os: string): 'linux' | 'windows' | undefined =>
  platform === 'win32' && place.kind === 'file' && place.product === 'desktop' && (os === 'linux' || os === 'windows')
    ? os
    : undefined

/** Milliseconds: an engine ends and another begins. */
const commandLimit = 240_000
const answerLimit = 120_000
const pause = 500

export interface SwitchParts {
  readonly engine: Engine
  readonly retry: () => void
  readonly to: 'linux' | 'windows'
  readonly programFiles: string
  readonly run?: typeof runProgram
  readonly signal: AbortSignal
}

/** Resolves with the kind that now runs. Throws FailureError: engine-error in the program's words, timed-out, cancelled. */
export async function switchContainers({
  engine,
  retry,
  to,
  programFiles,
  run = runProgram,
  signal
}: SwitchParts): Promise<string> {
  const [newer, older] = switchCommand(to, programFiles)
  const attempt = async ([program = '', ...words]: readonly string[]): Promise<string | undefined> =>
    whyNot(await run(program, words, { limit: commandLimit, signal }), program)
  // Docker Desktop before 4.40 has no such subcommand: its older program does the same.
  let why = await attempt(newer)
  if (why !== undefined && !signal.aborted) why = await attempt(older)
  if (signal.aborted) throw new FailureError({ kind: 'cancelled', message: '' })
  if (why !== undefined) throw new FailureError({ kind: 'engine-error', message: why })
  const over = AbortSignal.any([AbortSignal.timeout(answerLimit), signal])
  while (!over.aborted) {
    if (engine.state.kind === 'unreachable') retry()
    const os = await infoOf(engine, over).then(
      ({ OSType }) => OSType,
      () => ''
    )
    if (os === to) return os
    await wait(pause)
  }
  throw new FailureError({ kind: signal.aborted ? 'cancelled' : 'timed-out', message: '' })
}
