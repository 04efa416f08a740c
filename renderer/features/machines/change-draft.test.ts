import { describe, expect, it } from 'vitest'
import type { Machine } from '../../../contract/machines/model'
import { draftOf, sizeOf, wrongWith } from './change-draft'

const gibibyte = 1024 ** 3
const machine: Machine = {
  product: 'colima',
  name: 'default',
  system: 'darwin',
  way: undefined,
  state: 'stopped',
  cpus: 2,
  memoryBytes: 2 * gibibyte,
  diskBytes: 60 * gibibyte,
  endpoints: [],
  start: { kind: 'can' },
  stop: { kind: 'can' },
  restart: { kind: 'can' },
  change: {
    cpus: { kind: 'free', least: 1, most: 8, step: 1 },
    memory: { kind: 'free', least: gibibyte, most: 16 * gibibyte, step: gibibyte / 2 },
    disk: { kind: 'free', least: 60 * gibibyte, most: 1000 * gibibyte, step: gibibyte }
  },
  connections: []
}
const draft = draftOf(machine)

describe('a change of size as it is typed', () => {
  it('begins as the machine is, and changes nothing', () => {
    expect(draft).toEqual({ cpus: '2', memory: '2', disk: '60' })
    expect(sizeOf(machine, draft)).toEqual({})
  })
  it('comes to what was typed, in the steps of the product', () => {
    expect(sizeOf(machine, { cpus: ' 4 ', memory: '3,5', disk: '100' })).toEqual({
      cpus: 4,
      memoryBytes: 3.5 * gibibyte,
      diskBytes: 100 * gibibyte
    })
    expect(sizeOf(machine, { ...draft, memory: '3.6' })).toEqual({ memoryBytes: 3.5 * gibibyte })
  })
  it('is held between what the computer has and what the machine needs; a disk only grows', () => {
    expect(wrongWith(machine, { ...draft, cpus: '9' }, 'cpus')).toBe('too-much')
    expect(wrongWith(machine, { ...draft, cpus: '0' }, 'cpus')).toBe('too-little')
    expect(wrongWith(machine, { ...draft, memory: '17' }, 'memory')).toBe('too-much')
    expect(wrongWith(machine, { ...draft, memory: '' }, 'memory')).toBe('not-a-number')
    expect(wrongWith(machine, { ...draft, memory: '1e3' }, 'memory')).toBe('not-a-number')
    expect(wrongWith(machine, { ...draft, disk: '59' }, 'disk')).toBe('too-little')
    expect(sizeOf(machine, { ...draft, cpus: '9', disk: '59' })).toEqual({})
  })
  it('leaves alone what the product does not offer', () => {
    const fixed: Machine = { ...machine, change: { ...machine.change, disk: { kind: 'fixed', why: 'not-offered' } } }
    expect(sizeOf(fixed, { ...draft, disk: '100' })).toEqual({})
    expect(wrongWith(fixed, { ...draft, disk: 'x' }, 'disk')).toBeUndefined()
  })
})
