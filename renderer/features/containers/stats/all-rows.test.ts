import { describe, expect, it } from 'vitest'
import type { StatsSample } from '../../../../contract/containers/stats/model'
import { renewed, rowOf, totalsOf } from './all-rows'
import type { Figures } from './use-figures'

const figures: Figures = {
  percent: (value) => `${value.toFixed(2)}%`,
  roundPercent: (value) => `${value}%`,
  memory: (bytes) => `${bytes}B`,
  traffic: (bytes) => `${bytes}B`,
  rate: (bytes) => `${bytes}B/s`,
  number: String
}
const sample = (changes: Partial<StatsSample> = {}): StatsSample => ({
  at: 1,
  cpu: 1,
  cores: 2,
  memory: 5,
  memoryLimit: 10,
  received: 1,
  sent: 2,
  read: 3,
  written: 4,
  pids: 1,
  ...changes
})
const recent: readonly number[] = [0]
const row = (id: string, one: StatsSample | undefined) =>
  rowOf({ id, name: id, image: 'x' }, { state: 'running', sample: one, recent }, figures, (a, b) => `${a} / ${b}`)

describe('the rows of all stats', () => {
  it('stay the same objects where they would look the same', () => {
    const before = [row('a', sample()), row('b', sample())]
    expect(renewed(before, [row('a', sample({ at: 2 })), row('b', sample({ at: 2, cpu: 1.001 }))])).toBe(before)
    const after = renewed(before, [row('a', sample({ at: 2 })), row('b', sample({ cpu: 9 }))])
    expect(after).not.toBe(before)
    expect(after[0]).toBe(before[0])
    expect(after[1]?.cpu).toBe('9.00%')
    expect(renewed(before, [row('b', sample())])).toHaveLength(1)
  })

  it('are empty of figures until there are any, and add up', () => {
    expect(row('a', undefined)).toMatchObject({ cpu: '–', memory: '–' })
    expect(row('a', sample())).toMatchObject({ memory: '5B / 10B', share: '50.00%', network: '1B / 2B' })
    expect(totalsOf([sample(), undefined, sample({ cpu: undefined })])).toEqual({ cpu: 1, memory: 10, pids: 2 })
  })
})
