/** For the tests of this folder: a check over answers by their probes' names; what is not given was not asked. */
import type { Answer, Check, Judgement } from '../check'

export const text = (given: string, code?: number): Answer => ({
  kind: 'answered',
  text: given,
  ...(code === undefined ? {} : { code })
})
export const fact = (value: unknown): Answer => text(JSON.stringify(value))
export const missing: Answer = { kind: 'missing' }
export const refused: Answer = { kind: 'refused', message: 'Permission denied' }
export const timedOut: Answer = { kind: 'timed-out' }

export const judge = (check: Check, answers: Readonly<Record<string, Answer>>): Judgement | undefined =>
  check.judge((name) => answers[name] ?? { kind: 'not-asked' })

/** `not-met found.narrow`: the outcome, and the last words of what was found. */
export function told(check: Check, answers: Readonly<Record<string, Answer>>): string {
  const judgement = judge(check, answers)
  if (judgement === undefined) return 'not-applicable'
  return `${judgement.outcome} ${judgement.found.key.split('.').slice(2).join('.')}`
}

/** A connection, as its fact tells it. */
export const connection = (endpoint: string, kind = 'connected') =>
  fact({
    endpoint,
    state:
      kind === 'connected'
        ? { kind, capabilities: { version: '27.5.1', apiVersion: '1.47', product: 'Docker Desktop' } }
        : { kind, failure: { kind: 'engine-unreachable', message: '' } }
  })
