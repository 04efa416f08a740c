import { describe, expect, it } from 'vitest'
import type { BuildChange, BuildStep } from '../../../../contract/builds/model'
import { emptyBuildOptions } from '../../../../contract/builds/options'
import { usualCapacity } from '../../../ui/logs/log-buffer'
import { follow, lastLines, nothingYet, shownSteps } from './follow'

const step = (id: string, more: Partial<BuildStep> = {}): BuildStep => ({
  id,
  name: id,
  internal: false,
  state: 'waiting',
  progress: [],
  ...more
})
const begin: BuildChange = {
  kind: 'begin',
  build: {
    id: '00000000-0000-4000-8000-000000000000',
    connection: 'local',
    options: emptyBuildOptions,
    builder: 'buildkit',
    outcome: { kind: 'running' },
    startedAt: 0,
    sentBytes: 0,
    steps: { total: 2, ended: 0, cached: 0 }
  },
  dockerfile: 'FROM a',
  steps: [step('one'), step('two')],
  warnings: []
}
const change = (more: Partial<Extract<BuildChange, { kind: 'change' }>>): BuildChange => ({
  kind: 'change',
  steps: [],
  lines: [],
  dropped: 0,
  warnings: [],
  ...more
})

describe('a build that is followed', () => {
  it('keeps its steps in their order, each as it last was', () => {
    const { steps } = follow(nothingYet, [
      begin,
      change({ steps: [step('three'), step('one', { state: 'done' })] }),
      change({ steps: [step('three', { state: 'cached' })] })
    ])
    expect(steps.map(({ id, state }) => [id, state])).toEqual([
      ['one', 'done'],
      ['two', 'waiting'],
      ['three', 'cached']
    ])
  })

  it('keeps the lines of each step, the newest where there are too many, and counts the others', () => {
    const most = usualCapacity
    const lines = Array.from({ length: most + 5 }, (_, index) => ({ step: 'one', text: `${index}`, error: false }))
    const followed = follow(nothingYet, [
      begin,
      change({ lines: lines.slice(0, 10) }),
      change({ lines: [...lines.slice(10), { step: 'two', text: 'x', error: true }], dropped: 3 })
    ])
    const one = followed.lines.get('one')
    expect([one?.first, one?.end, one?.dropped]).toEqual([5, most + 5, 5])
    expect(lastLines(one, 2)).toEqual([`${most + 3}`, `${most + 4}`])
    expect(lastLines(followed.lines.get('two'), 4)).toEqual(['x'])
    expect(lastLines(undefined, 4)).toEqual([])
    expect(followed.dropped).toBe(3)
  })

  it('begins anew with a begin', () => {
    const followed = follow(nothingYet, [begin, change({ lines: [{ step: 'one', text: 'x', error: false }] }), begin])
    expect(followed.lines.size).toBe(0)
  })

  it('hides the builder’s own steps, save one that failed', () => {
    const steps = [step('a', { internal: true }), step('b'), step('c', { internal: true, state: 'failed' })]
    expect(shownSteps(steps, false).map(({ id }) => id)).toEqual(['b', 'c'])
    expect(shownSteps(steps, true)).toHaveLength(3)
  })
})
