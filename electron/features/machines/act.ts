/** Runs a plan on this computer: its commands one after the other, each with its output live, and its files written in one step. */
import type { MachineOutput } from '../../../contract/machines/model'
import { lineText } from '../../../contract/command/quote'
import type { Plan, Step } from '../../../contract/machines/plans/plan'
import { FailureError } from '../../engine/failure-error'
import type { ProgramOptions } from '../../platform/programs/run-program'
import type { RightsEnd } from '../../platform/rights/run-as-administrator'
import { fileError } from '../../platform/save-file'
import { writeWhole } from '../../platform/write-whole'
import { readDesktopSettings, withDesktopSettings } from './desktop-settings'
import type { World } from './driver'
import { wslConfigPath } from './drivers/wsl'
import { plainText } from './plain-text'
import { withWslSettings } from './wsl-config'

export interface ActParts {
  readonly world: World
  readonly asAdministrator: (program: string, words: readonly string[], options: ProgramOptions) => Promise<RightsEnd>
  readonly report: (output: MachineOutput) => void
  readonly signal: AbortSignal
}

/** Milliseconds that one command may take: a first start brings a system's image. */
const limit = 20 * 60_000
/** Characters of output that are kept: its end. */
const longest = 20_000

/** Throws FailureError; what was done until then stays done. */
export async function act(plan: Plan, { world, asAdministrator, report, signal }: ActParts): Promise<MachineOutput> {
  let output = ''
  let ended = 0
  const now = (): MachineOutput => ({ output: plainText(output).slice(-longest), steps: { ended, total: plan.length } })
  const say = (text: string): void => {
    output = `${output}${text}`.slice(-2 * longest)
    report(now())
  }
  for (const step of plan) {
    signal.throwIfAborted()
    if (step.kind === 'edit') await edit(step, world)
    else await runStep(step, world, asAdministrator, say, signal)
    ended++
    report(now())
  }
  return now()
}

async function runStep(
  { line, rights = false }: Extract<Step, { kind: 'run' }>,
  world: World,
  asAdministrator: ActParts['asAdministrator'],
  say: (text: string) => void,
  signal: AbortSignal
): Promise<void> {
  const words = line.parts.map(({ text }) => text)
  // Written with sudo for a terminal; here the system asks its own question.
  const [program = '', ...rest] = rights && words[0] === 'sudo' ? words.slice(1) : words
  const options: ProgramOptions = { limit, signal, onOutput: say }
  const end = rights ? await asAdministrator(program, rest, options) : await world.run(program, rest, options)
  switch (end.kind) {
    case 'ended':
      if (end.code === 0) return
      throw new FailureError({
        kind: 'engine-error',
        program,
        message: lastWords(`${end.stdout}\n${end.stderr}`) || `${program}: ${end.code ?? ''}`
      })
    case 'missing':
      throw new FailureError({ kind: 'not-found', subject: 'other', name: program, message: `${program}: not found` })
    case 'refused':
      throw new FailureError({ kind: 'permission-denied', subject: 'other', message: end.message })
    case 'no-rights':
      // Who closed the question thought better of it.
      if (end.why === 'dismissed') throw new FailureError({ kind: 'cancelled', message: '' })
      throw new FailureError({
        kind: 'permission-denied',
        subject: 'other',
        message: '',
        // Where nobody can ask, a terminal can.
        remedy: { kind: 'run', command: lineText(line, { shell: 'posix' }) }
      })
    case 'timed-out':
      throw new FailureError({ kind: 'timed-out', message: lastWords(`${end.stdout}\n${end.stderr}`) })
    case 'cancelled':
      throw new FailureError({ kind: 'cancelled', message: '' })
  }
}

/** The end of what it said: the reason stands there. */
const lastWords = (text: string): string =>
  plainText(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-3)
    .join('\n')
    .slice(-1_000)

async function edit({ file, entries }: Extract<Step, { kind: 'edit' }>, { surroundings }: World): Promise<void> {
  if (file === 'wsl') {
    const path = wslConfigPath(surroundings)
    return write(path, withWslSettings(surroundings.read(path) ?? '', entries))
  }
  const stored = readDesktopSettings(surroundings)
  const text = stored === undefined ? undefined : surroundings.read(stored.file)
  if (stored === undefined || text === undefined)
    throw new FailureError({ kind: 'not-found', subject: 'file', message: 'Docker Desktop has no settings file here' })
  return write(stored.file, withDesktopSettings(stored.file, text, entries))
}

/** In one step, with what stood there kept beside it. */
async function write(path: string, text: string): Promise<void> {
  try {
    await writeWhole(path, text, { mode: 0o600, folders: 0o777, kept: `${path}.before` })
  } catch (error) {
    const told = fileError(error, path)
    if (told instanceof FailureError && told.failure.kind === 'disk-full') throw told
    throw new FailureError({ kind: 'permission-denied', subject: 'file', message: (error as Error).message })
  }
}
