import { describe, expect, it } from 'vitest'
import type { CheckResult } from '../../../../contract/prerequisites/model'
import { privateNames, reportText } from '../report/report-text'
import { grouped, settled, summaryOf, withEvent, type CheckRows } from './rows'

const result = (id: string, outcome: CheckResult['outcome'], more: Partial<CheckResult> = {}): CheckResult => ({
  id,
  group: 'system',
  outcome,
  required: true,
  found: { key: 'found' },
  needed: { key: 'needed' },
  cures: [],
  evidence: [],
  ...more
})
const begun = (...ids: string[]) => ({
  kind: 'begun' as const,
  checks: ids.map((id) => ({ id, group: 'system' as const, required: true }))
})
const told = (...results: CheckResult[]): CheckRows =>
  results.reduce((rows, one) => withEvent(rows, { kind: 'result', result: one }, true), new Map() as CheckRows)

describe('rows of checks', () => {
  it('keep what is known while it is asked anew', () => {
    const rows = withEvent(told(result('a', 'not-met')), begun('a', 'b'), true)
    expect([...rows.values()].map(({ id, running, result: known }) => [id, running, known?.outcome])).toEqual([
      ['a', true, 'not-met'],
      ['b', true, undefined]
    ])
  })
  it('are all others where one is asked alone', () => {
    const rows = withEvent(told(result('a', 'met'), result('b', 'met')), begun('b'), false)
    expect([...rows.keys()]).toEqual(['a', 'b'])
    expect(rows.get('a')?.running).toBe(false)
    expect(rows.get('b')?.running).toBe(true)
  })
  it('go where they do not apply, and rest where the run broke off', () => {
    const rows = withEvent(withEvent(new Map(), begun('a', 'b'), true), { kind: 'not-applicable', id: 'a' }, true)
    expect([...settled(rows).values()]).toEqual([{ id: 'b', group: 'system', required: true, running: false }])
  })
  it('stand in their groups, from beneath', () => {
    const rows = told(result('c', 'met', { group: 'engine' }), result('a', 'met', { group: 'computer' }))
    expect(grouped(rows).map(({ group }) => group)).toEqual(['computer', 'engine'])
  })
  it('are counted by what Docker needs', () => {
    const rows = told(
      result('a', 'met'),
      result('b', 'not-met'),
      result('c', 'unknown'),
      result('d', 'not-met', { required: false }),
      result('e', 'unknown', { required: false })
    )
    expect(summaryOf(rows)).toEqual({ total: 3, unmet: 1, unknown: 1, optional: 1 })
  })
})

describe('the report', () => {
  const rows = told(
    result('linux-kernel', 'met', {
      evidence: [{ asked: 'uname -srm', kind: 'answered', answer: 'Linux 6.1.0 x86_64\n' }]
    }),
    result('engine-storage', 'met', {
      group: 'engine',
      evidence: [
        {
          asked: 'engine-info',
          kind: 'answered',
          answer: JSON.stringify({
            ID: 'A:B:C',
            Name: 'ada-pc',
            Swarm: { NodeAddr: '10.1.2.3' },
            RegistryConfig: { IndexConfigs: { 'docker.io': { Name: 'docker.io' } } },
            Labels: 'x'.repeat(5000)
          })
        }
      ]
    })
  )
  const text = reportText(grouped(rows), {
    head: [['Escale', '1.0']],
    group: (group) => group,
    title: ({ id }) => id,
    outcome: () => 'Met',
    found: () => 'found',
    evidence: ({ answer }) => answer.trimEnd()
  })
  it('holds each check with what was asked and answered', () => {
    expect(text).toContain(
      'Escale: 1.0\n\n## system\n\nMet - linux-kernel: found\n  $ uname -srm\n    Linux 6.1.0 x86_64\n'
    )
    expect(text).toContain('## engine')
  })
  it('cuts what is long', () => expect(text.length).toBeLessThan(2_500))
  it('names what an engine calls itself, to be left out', () => {
    expect(privateNames(rows.values())).toEqual(['A:B:C', 'ada-pc', '10.1.2.3'])
    const cut = '{"ID":"A:B:C","Plugins":{},"Name":"ada-pc","Labels":["x'
    const evidence = [{ asked: 'engine-info', kind: 'answered' as const, answer: cut }]
    expect(privateNames(told(result('engine-storage', 'met', { evidence })).values())).toEqual(['A:B:C', 'ada-pc'])
  })
})
