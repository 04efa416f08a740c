import { describe, expect, it } from 'vitest'
import { pssOf, spent, ticksOf, tree } from './usage.mjs'

it('finds a process and all its descendants, in whatever order they are listed', () => {
  const all = [
    { pid: 30, parent: 20 },
    { pid: 20, parent: 10 },
    { pid: 99, parent: 1 },
    { pid: 10, parent: 1 }
  ]
  expect(tree(10, all).sort()).toEqual([10, 20, 30])
})

it('reads processor time behind a name with brackets and spaces', () => {
  expect(ticksOf('42 (a (nasty) name) S 1 42 42 0 -1 4194304 100 0 0 0 15 7 3 4 20 0 1 0 100\n')).toBe(22)
})

describe('memory', () => {
  it('is the proportional share, in bytes', () => {
    expect(pssOf('5581 [rollup]\nRss:   9000 kB\nPss:                1234 kB\nPss_Anon:   1 kB\n')).toBe(1234 * 1024)
  })
  it('is an error where the kernel does not say it', () => {
    expect(() => pssOf('Rss: 1 kB\n')).toThrow('Pss')
  })
})

it('counts what passed: new processes whole, ended ones not', () => {
  const before = new Map([[1, 100], [2, 50]]) // prettier-ignore
  const after = new Map([[1, 130], [3, 20]]) // prettier-ignore
  expect(spent(before, after)).toBeCloseTo(0.5)
})
