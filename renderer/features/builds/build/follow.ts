/** A build as it is followed: its steps by id, the lines of each, and what fell away. */
import type { Build, BuildChange, BuildLine, BuildStep, BuildWarning } from '../../../../contract/builds/model'
import { useLogBuffer, type LogBuffer } from '../../../ui/logs/log-buffer'

export interface Followed {
  readonly build: Build | undefined
  readonly dockerfile: string
  readonly steps: readonly BuildStep[]
  /** What each step said, by its id: the newest lines, in a buffer that grows. */
  readonly lines: ReadonlyMap<string, LogBuffer>
  /** Lines that never came. */
  readonly dropped: number
  readonly warnings: readonly BuildWarning[]
}
export const nothingYet: Followed = {
  build: undefined,
  dockerfile: '',
  steps: [],
  lines: new Map(),
  dropped: 0,
  warnings: []
}

export function follow(known: Followed, changes: readonly BuildChange[]): Followed {
  return changes.reduce((before, change) => {
    if (change.kind === 'begin')
      return {
        ...nothingYet,
        build: change.build,
        dockerfile: change.dockerfile,
        steps: change.steps,
        warnings: change.warnings
      }
    return {
      ...before,
      build: change.build ?? before.build,
      steps: merged(before.steps, change.steps),
      lines: withLines(before.lines, change.lines),
      dropped: before.dropped + change.dropped,
      warnings: change.warnings.length === 0 ? before.warnings : [...before.warnings, ...change.warnings]
    }
  }, known)
}

/** A step that was known stays in its place; a new one goes to the end. */
function merged(steps: readonly BuildStep[], changed: readonly BuildStep[]): readonly BuildStep[] {
  if (changed.length === 0) return steps
  const byId = new Map(steps.map((step) => [step.id, step]))
  for (const step of changed) byId.set(step.id, step)
  return [...byId.values()]
}

function withLines(known: Followed['lines'], fresh: readonly BuildLine[]): Followed['lines'] {
  const saying = [...new Set(fresh.map(({ step }) => step))]
  const added = saying.filter((step) => !known.has(step))
  const lines =
    added.length === 0 ? known : new Map([...known, ...added.map((step) => [step, useLogBuffer()] as const)])
  // What a program says on its standard error is mostly its progress: it is not marked as an error.
  for (const step of saying)
    lines
      .get(step)
      ?.append(
        fresh.filter((line) => line.step === step).map(({ text }) => ({ at: '', source: 'stdout' as const, text }))
      )
  return lines
}

/** The last lines that a step said. */
export function lastLines(log: LogBuffer | undefined, count: number): readonly string[] {
  if (log === undefined) return []
  const from = Math.max(log.first, log.end - count)
  return Array.from({ length: log.end - from }, (_, index) => log.at(from + index)?.text ?? '')
}

/** What a person reads: the steps of the Dockerfile, and those of the builder's own that have something to say. */
export const shownSteps = (steps: readonly BuildStep[], all: boolean): readonly BuildStep[] =>
  all ? steps : steps.filter(({ internal, state }) => !internal || state === 'failed')
