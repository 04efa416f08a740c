import { expect, it } from 'vitest'
import type { StatsSample } from '../../../../contract/containers/stats/model'
import { sameFigures } from './same-figures'

const one: StatsSample = {
  at: 1,
  cpu: 5.001,
  cores: 2,
  memory: 2 ** 20,
  memoryLimit: 9,
  received: 1_000_000,
  sent: 0,
  read: 0,
  written: 0,
  pids: 1
}

it('tells what a person would see', () => {
  expect(sameFigures(one, { ...one, at: 2, cpu: 5.004, memory: 2 ** 20 + 1, received: 1_000_900 })).toBe(true)
  for (const change of [
    { cpu: 5.01 },
    { cpu: undefined },
    { memory: 2 ** 20 + 2_000 },
    { received: 1_010_000 },
    { pids: 2 },
    { memoryLimit: 8 },
    { written: 1 }
  ])
    expect(sameFigures(one, { ...one, ...change }), JSON.stringify(change)).toBe(false)
  expect(sameFigures(undefined, undefined)).toBe(true)
  expect(sameFigures(undefined, one)).toBe(false)
})
