/** A build as it is followed: its steps by id, the lines of each, and what fell away. */
import type { Build, BuildChange, BuildLine, BuildStep, BuildWarning } from '../../../../contract/builds/model'

/** Lines kept of a step: the newest. */
export const mostLines = 2_000

export interface Followed {
  readonly build: Build | undefined
  readonly dockerfile: string
  readonly steps: readonly BuildStep[]
  readonly lines: ReadonlyMap<string, readonly BuildLine[]>
  /** By step: lines that are no longer kept here. */
  readonly cut: ReadonlyMap<string, number>
  /** Lines that never came. */
  readonly dropped: number
  readonly warnings: readonly BuildWarning[]
}
export const nothingYet: Followed = {
  build: undefined,
  dockerfile: '',
  steps: [],
  lines: new Map(),
  cut: new Map(),
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
      ...(change.lines.length === 0 ? {} : withLines(before, change.lines)),
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

function withLines(known: Followed, fresh: readonly BuildLine[]): Pick<Followed, 'lines' | 'cut'> {
  const lines = new Map(known.lines)
  const cut = new Map(known.cut)
  for (const step of new Set(fresh.map((line) => line.step))) {
    const more = fresh.filter((line) => line.step === step)
    const all = [...(lines.get(step) ?? []), ...more]
    const over = Math.max(0, all.length - mostLines)
    lines.set(step, over === 0 ? all : all.slice(over))
    if (over > 0) cut.set(step, (cut.get(step) ?? 0) + over)
  }
  return { lines, cut }
}

/** What a person reads: the steps of the Dockerfile, and those of the builder's own that have something to say. */
export const shownSteps = (steps: readonly BuildStep[], all: boolean): readonly BuildStep[] =>
  all ? steps : steps.filter(({ internal, state }) => !internal || state === 'failed')
