import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Process } from '../../../../../contract/containers/processes/model'
import { askedNames, columnsOf, commandPlace, processRows } from './process-rows'

const titles = ['PID', 'PPID', 'USER', 'COMMAND']
const process = (pid: number, parent: number | undefined, origin: Process['origin'], command: string): Process => ({
  pid,
  ...(parent === undefined ? {} : { parent }),
  origin,
  values: [String(pid), String(parent), 'root', command]
})
const lines = (processes: readonly Process[]): string[] =>
  processRows({ titles, processes: [...processes] }).map(({ depth, command }) => `${' '.repeat(depth)}${command}`)

describe('the rows of processes', () => {
  it('are a tree: its own first, what exec added last', () =>
    expect(
      lines([
        process(30, 2, 'exec', 'top'),
        process(9, 8, 'other', 'b'),
        process(10, 2, 'main', 'init'),
        process(31, 30, 'other', 'c'),
        process(12, 10, 'other', 'a')
      ])
    ).toEqual(['init', ' a', 'b', 'top', ' c']))

  it('hold each process once, whatever the engine says of parents', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 30 })), {
          selector: ([pid]) => pid
        }),
        (pairs) => {
          const rows = processRows({
            titles,
            processes: pairs.map(([pid, parent]) => process(pid, parent, 'other', 'x'))
          })
          expect(rows.map(({ pid }) => pid).sort()).toEqual(pairs.map(([pid]) => pid).sort())
        }
      )
    ))
})

describe('the columns of processes', () => {
  const t = (key: string): string => key
  it('show what ps was asked', () => {
    expect(askedNames(['-eo', 'pid,ppid,user,args'])).toEqual(['pid', 'ppid', 'user', 'args'])
    const columns = columnsOf(t, titles, ['pid', 'ppid', 'user', 'args'], false)
    const [row] = processRows({ titles, processes: [process(1, 0, 'main', 'sh')] })
    if (row === undefined) throw new Error('no row')
    expect(columns.find(({ id }) => id === 'user')?.text?.(row)).toBe('root')
    expect(columns.find(({ id }) => id === 'rss')?.text?.(row)).toBe('')
  })

  it('are its own where it takes none: busybox’s, and Windows’', () => {
    expect(commandPlace(['Name', 'PID', 'CPU', 'Private Working Set'])).toBe(0)
    expect(columnsOf(t, ['PID', 'USER', 'TIME', 'COMMAND'], undefined, false).map(({ title }) => title)).toEqual([
      'COMMAND',
      'PID',
      'USER',
      'TIME'
    ])
  })
})
