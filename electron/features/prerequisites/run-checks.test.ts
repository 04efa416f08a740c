import { describe, expect, it } from 'vitest'
import type { Answer, Check, Probe } from '../../../contract/prerequisites/checks/check'
import * as judged from '../../../contract/prerequisites/checks/engine/version'
import type { CheckEvent } from '../../../contract/prerequisites/model'
import * as spoken from '../../engine/version'
import { runChecks } from './run-checks'

const check = (id: string, probes: string[], judge: Check['judge']): Check => ({
  id,
  group: 'system',
  required: true,
  systems: ['linux'],
  probes,
  judge
})
const met: Check['judge'] = () => ({ outcome: 'met', found: { key: 'found' }, needed: { key: 'needed' } })
const probesOf = (...names: string[]): ReadonlyMap<string, Probe> =>
  new Map(names.map((name) => [name, { kind: 'fact', name }]))
const answer: Answer = { kind: 'answered', text: '' }
const idOf = (event: CheckEvent): string => (event.kind === 'result' ? event.result.id : event.kind)

async function all(checks: readonly Check[], ask: (probe: Probe) => Promise<Answer>, ...names: string[]) {
  const events: CheckEvent[] = []
  for await (const event of runChecks(checks, { probes: probesOf(...names), ask })) events.push(event)
  return events
}

describe('checks that run', () => {
  it('are told as soon as their own answers are there, however slow another is', async () => {
    let release = (): void => undefined
    const late = new Promise<Answer>((resolve) => (release = () => resolve(answer)))
    const events = runChecks([check('slow', ['one', 'late'], met), check('quick', ['one'], met)], {
      probes: probesOf('one', 'late'),
      ask: (probe) => (probe.kind === 'fact' && probe.name === 'late' ? late : Promise.resolve(answer))
    })
    expect((await events.next()).value).toMatchObject({ kind: 'begun', checks: [{ id: 'slow' }, { id: 'quick' }] })
    expect((await events.next()).value).toMatchObject({ kind: 'result', result: { id: 'quick' } })
    release()
    expect((await events.next()).value).toMatchObject({ kind: 'result', result: { id: 'slow' } })
    expect((await events.next()).done).toBe(true)
  })

  it('put each question once, and no more than four at a time', async () => {
    const asked: string[] = []
    let under = 0
    let most = 0
    const names = Array.from({ length: 12 }, (_, index) => `probe-${index}`)
    const ask = async (probe: Probe): Promise<Answer> => {
      asked.push(probe.kind === 'fact' ? probe.name : '')
      most = Math.max(most, ++under)
      await new Promise((resolve) => setImmediate(resolve))
      under--
      return answer
    }
    await all([check('a', names, met), check('b', names, met)], ask, ...names)
    expect(asked.sort()).toEqual([...names].sort())
    expect(most).toBe(4)
  })

  it('go on where one fails, and where one does not apply', async () => {
    const fails = check('linux-fails', ['one'], () => {
      throw new Error('a mistake')
    })
    const events = await all(
      [fails, check('elsewhere', ['one'], () => undefined), check('last', [], met)],
      async () => answer,
      'one'
    )
    expect(events.map(idOf)).toEqual(['begun', 'last', 'linux-fails', 'not-applicable'])
    expect(events[2]).toMatchObject({
      result: { outcome: 'unknown', found: { key: 'prerequisites.no-answer.unreadable' } }
    })
  })
})

it('versions are judged by what the app speaks', () => {
  expect([judged.oldestApi, judged.newestApi]).toEqual([spoken.oldestApi, spoken.newestApi])
})
