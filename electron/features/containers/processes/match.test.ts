import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInside } from './inside'
import { toProcesses } from './list-processes'
import { matching, type Plain } from './match'

/** A tree by the parents of its members; a root has itself. */
function treeOf(parents: readonly number[], names: readonly string[], number: (index: number) => number): Plain[] {
  return parents.map((parent, index) => ({
    pid: number(index),
    parent: parent % (index + 1) === index ? 0 : number(parent % (index + 1)),
    name: names[index % names.length] ?? 'sh'
  }))
}

describe('a process in two lists', () => {
  it('is found by its place in the tree, whatever its numbers', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 20 }),
        fc.array(fc.constantFrom('sh', 'sleep', 'a b) c'), { minLength: 1, maxLength: 5 }),
        (parents, names) => {
          const outside = treeOf(parents, names, (index) => 5_000 + index * 7)
          const inside = treeOf(parents, names, (index) => 1 + index)
          outside.forEach(({ pid }, index) => expect(matching(outside, inside, pid)).toBe(1 + index))
        }
      )
    ))

  it('is not guessed where the lists do not agree', () => {
    const outside = [
      { pid: 10, parent: 9, name: 'sh' },
      { pid: 11, parent: 10, name: 'sleep' },
      { pid: 12, parent: 10, name: 'sleep' }
    ]
    const root = { pid: 1, parent: 0, name: 'sh' }
    expect(matching(outside, [root, { pid: 2, parent: 1, name: 'sleep' }], 12)).toBeUndefined()
    expect(matching(outside, [], 12)).toBeUndefined()
    expect(matching(outside, [root], 99)).toBeUndefined()
    expect(
      matching(
        [
          { pid: 1, parent: 2, name: 'x' },
          { pid: 2, parent: 1, name: 'x' }
        ],
        [root],
        1
      )
    ).toBeUndefined()
  })
})

describe('what a shell in the container tells', () => {
  it('is read without the shell itself and what it began', () => {
    const rest = (began: number) => `${'0 '.repeat(17)}${began}`
    const output = `7\n5 (a) b (c) S 1 ${rest(300)} 0\n1 (sh) S 0 ${rest(100)} 0\n3 (z) S 1 ${rest(900)} 0\n7 (sh) R 0 7\n8 (cat) R 7 7\nnonsense\n`
    expect(readInside(output)).toEqual([
      { pid: 1, parent: 0, name: 'sh' },
      { pid: 5, parent: 1, name: 'a) b (c' },
      // Numbers begin anew when they run out: what began last may have a small one.
      { pid: 3, parent: 1, name: 'z' }
    ])
  })
})

describe('the list of ps', () => {
  it('is told apart by what brought each', () =>
    expect(
      toProcesses(
        {
          titles: ['PID', 'PPID', 'COMMAND'],
          rows: [
            ['10', '9', 'sh'],
            ['12', '9', 'top'],
            ['13', '10', 'x'],
            ['?', '1', 'no number']
          ],
          columns: undefined
        },
        10,
        new Set([12])
      ).map(({ pid, parent, origin }) => [pid, parent, origin])
    ).toEqual([
      [10, 9, 'main'],
      [12, 9, 'exec'],
      [13, 10, 'other']
    ]))

  it('may know no parents, as busybox’s and Windows’ do', () =>
    expect(
      toProcesses(
        { titles: ['Name', 'PID', 'CPU'], rows: [['smss.exe', '4', '0:1']], columns: undefined },
        0,
        new Set()
      )
    ).toEqual([{ pid: 4, values: ['smss.exe', '4', '0:1'], origin: 'other' }]))
})
