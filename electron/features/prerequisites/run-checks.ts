/** Runs checks over this computer: each question once, a few at a time, each check judged as soon as its answers are there. */
import { runCheck } from '../../../contract/prerequisites/checks/run-check'
import type { Answer, Check, Probe } from '../../../contract/prerequisites/checks/check'
import type { CheckEvent } from '../../../contract/prerequisites/model'
import { inParallel } from '../../registries/in-parallel'

/** Questions under way at once: most wait for a program to start. */
const width = 4

export interface RunParts {
  readonly probes: ReadonlyMap<string, Probe>
  /** Never rejects. */
  readonly ask: (probe: Probe) => Promise<Answer>
}

export async function* runChecks(
  checks: readonly Check[],
  { probes, ask }: RunParts
): AsyncGenerator<CheckEvent, void> {
  yield { kind: 'begun', checks: checks.map(({ id, group, required }) => ({ id, group, required })) }
  const known = new Map<string, Answer>()
  const answers = (name: string): Answer => known.get(name) ?? { kind: 'not-asked' }
  const judge = (check: Check): CheckEvent => {
    const result = runCheck(check, answers)
    return result === undefined ? { kind: 'not-applicable', id: check.id } : { kind: 'result', result }
  }
  const isReady = (check: Check): boolean => check.probes.every((name) => known.has(name))
  let waiting = checks
  const ready = function* (): Generator<CheckEvent> {
    const now = waiting.filter(isReady)
    waiting = waiting.filter((check) => !now.includes(check))
    for (const check of now) yield judge(check)
  }
  yield* ready()
  const names = new Set(checks.flatMap((check) => check.probes))
  const asked = inParallel(names, width, async (name) => {
    const probe = probes.get(name)
    return [name, probe === undefined ? ({ kind: 'missing' } as const) : await ask(probe)] as const
  })
  for await (const [name, answer] of asked) {
    known.set(name, answer)
    yield* ready()
  }
}
