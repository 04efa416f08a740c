/** Runs the steps to Docker one after the other: what is done already is left out, what fails is undone, and it can go on from there. */
import type { InstallProgress, InstallStep, StepState } from '../../../../contract/prerequisites/install/model'
import { planOf } from '../../../../contract/prerequisites/install/plan'
import { stepText, wordsOf } from '../../../../contract/prerequisites/install/script'
import { FailureError } from '../../../engine/failure-error'
import type { ProgramOptions } from '../../../platform/programs/run-program'
import type { RightsEnd } from '../../../platform/rights/run-as-administrator'
import { installFailure } from './install-failure'
import { outputTail } from './output-tail'

/** Runs one program to its end, with rights where they are asked for. */
export type Start = (
  words: readonly string[],
  options: ProgramOptions & { readonly asRoot: boolean }
) => Promise<RightsEnd>

export interface PlanRun {
  readonly of: InstallProgress['of']
  /** The step to go on from; the first where it is not said. */
  readonly from?: string
  readonly start: Start
  readonly signal: AbortSignal
  readonly report: (progress: InstallProgress) => void
}

const over: ReadonlySet<StepState['state']> = new Set(['done', 'already', 'by-hand'])

/** Milliseconds: packages are fetched over slow lines, and somebody reads the question for rights. */
const stepLimit = 60 * 60_000
/** Half of a package is worse than all of it: they are let finish what they unpack. */
const packageManagers: ReadonlySet<string> = new Set([
  'apt-get',
  'dnf',
  'yum',
  'zypper',
  'pacman',
  'apk',
  'brew',
  'winget.exe'
])
const packagePatience = 10 * 60_000
const usualPatience = 5_000
const checkLimit = 15_000
const undoLimit = 120_000
const checkInterval = 250

/** How all went. Throws FailureError where a step failed or was cancelled; the last report then says where to go on. */
export async function runPlan({ of, from, start, signal, report }: PlanRun): Promise<InstallProgress> {
  const { steps } = planOf(of.system, of.options)
  const first = from === undefined ? 0 : steps.findIndex(({ id }) => id === from)
  if (first < 0) throw new FailureError({ kind: 'not-found', subject: 'other', name: from ?? '', message: '' })
  const states = new Map<string, StepState>(
    steps.map(({ id }, index) => [id, { id, state: index < first ? 'done' : 'waiting' }])
  )
  const tail = outputTail()
  let resume: string | undefined
  const progress = (): InstallProgress => ({
    of,
    states: [...states.values()],
    steps: { ended: [...states.values()].filter(({ state }) => over.has(state)).length, total: steps.length },
    output: tail.pieces(),
    ...(resume === undefined ? {} : { resume })
  })
  const show = (id: string, state: StepState['state'], code?: number): void => {
    states.set(id, { id, state, ...(code === undefined ? {} : { code }) })
    report(progress())
  }

  for (const [index, step] of steps.slice(first).entries()) {
    const words = wordsOf(step.doing)
    if (words === undefined) {
      // A person's turn: the next run goes on behind it.
      resume = steps[first + index + 1]?.id
      show(step.id, 'by-hand')
      if (resume !== undefined) return progress()
      continue
    }
    show(step.id, 'running')
    if (step.check !== undefined && (await passes(step.check, start, signal))) {
      show(step.id, 'already')
      continue
    }
    tail.add(step.id, `$ ${stepText(step, of.system)}\n`)
    const end = await start(words, {
      asRoot: step.asRoot,
      signal,
      gentle: packageManagers.has(words[0] ?? '') ? packagePatience : usualPatience,
      limit: stepLimit,
      keep: 64 * 1024,
      onOutput(text) {
        tail.add(step.id, text)
        report(progress())
      }
    })
    const went = end.kind === 'ended' && end.code === 0 && (await holds(step, start, signal))
    if (went && !signal.aborted) {
      show(step.id, 'done', 0)
      continue
    }
    const failure = installFailure(end, words[0] ?? '', signal.aborted, tail.of(step.id))
    await undo(step, start, (text) => tail.add(step.id, text))
    resume = step.undo?.from ?? step.id
    for (const { id } of steps.slice(steps.findIndex(({ id }) => id === resume)))
      states.set(id, { id, state: 'waiting' })
    show(step.id, failure.kind === 'cancelled' ? 'cancelled' : 'failed', end.kind === 'ended' ? end.code : undefined)
    throw new FailureError(failure)
  }
  return progress()
}

type Check = NonNullable<InstallStep['check']>

async function passes({ words, asRoot }: Check, start: Start, signal: AbortSignal): Promise<boolean> {
  const end = await start(words, { asRoot, signal, limit: checkLimit })
  return end.kind === 'ended' && end.code === 0
}

/** Whether what the step did is so: a service may be started, and answer a while later. */
async function holds({ check }: InstallStep, start: Start, signal: AbortSignal): Promise<boolean> {
  if (check === undefined) return true
  const until = Date.now() + check.patience
  while (!(await passes(check, start, signal))) {
    if (signal.aborted || Date.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, checkInterval))
  }
  return true
}

/** Also after a cancel: it is what a cancel is for. What cannot be undone is said with the step's own output. */
async function undo(step: InstallStep, start: Start, say: (text: string) => void): Promise<void> {
  if (step.undo === undefined) return
  const end = await start(step.undo.words, { asRoot: step.asRoot, limit: undoLimit, onOutput: say })
  if (end.kind !== 'ended' || end.code !== 0) say(`\n${step.undo.words.join(' ')}: ${end.kind}\n`)
}
