import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuPercent, readCounters, type Counters } from './counters'

const read = '2026-11-21T08:00:01.123456789Z'
const message = (changes: object = {}): object => ({
  read,
  cpu_stats: { cpu_usage: { total_usage: 3e9 }, system_cpu_usage: 100e9, online_cpus: 4 },
  memory_stats: { usage: 1000, limit: 4000, stats: { inactive_file: 300 } },
  networks: { eth0: { rx_bytes: 10, tx_bytes: 1 }, eth1: { rx_bytes: 20, tx_bytes: 2 } },
  blkio_stats: {
    io_service_bytes_recursive: [
      { op: 'read', value: 5 },
      { op: 'Write', value: 7 },
      { op: 'Total', value: 12 },
      { op: '', value: 9 }
    ]
  },
  pids_stats: { current: 3 },
  ...changes
})
const counters = (changes: object = {}): Counters => {
  const found = readCounters(message(changes))
  if (found === undefined) throw new Error('does not run')
  return found
}

describe('a message of stats', () => {
  it('is read as docker reads it', () =>
    expect(counters()).toEqual({
      at: Date.UTC(2026, 10, 21, 8, 0, 1, 123),
      cpu: 3e9,
      system: 100e9,
      cores: 4,
      memory: 700,
      memoryLimit: 4000,
      received: 30,
      sent: 3,
      read: 5,
      written: 7,
      pids: 3
    }))

  it('takes inactive pages off, by either version of cgroups, unless they are more than all', () => {
    const memoryOf = (stats: object): number => counters({ memory_stats: { usage: 1000, limit: 1, stats } }).memory
    expect(memoryOf({ total_inactive_file: 400, inactive_file: 100 })).toBe(600)
    expect(memoryOf({ inactive_file: 100 })).toBe(900)
    expect(memoryOf({ total_inactive_file: 2000 })).toBe(1000)
    expect(memoryOf({})).toBe(1000)
  })

  it('says that it does not run by Go’s zero time', () =>
    expect(readCounters(message({ read: '0001-01-01T00:00:00Z' }))).toBeUndefined())

  it('counts the cores by hand on engines that do not say', () =>
    expect(
      counters({ cpu_stats: { cpu_usage: { total_usage: 1, percpu_usage: [1, 2] }, system_cpu_usage: 9 } }).cores
    ).toBe(2))

  it('is read of Windows too', () => {
    const windows = (at: string, total: number): Counters =>
      counters({
        read: at,
        num_procs: 2,
        cpu_stats: { cpu_usage: { total_usage: total } },
        memory_stats: { privateworkingset: 77 },
        storage_stats: { read_size_bytes: 1, write_size_bytes: 2 }
      })
    const before = windows('2026-11-21T08:00:01Z', 0)
    // One of two processors for one second, in steps of 100 ns.
    expect(cpuPercent(before, windows('2026-11-21T08:00:02Z', 10_000_000))).toBeCloseTo(50)
    expect(before).toMatchObject({ memory: 77, read: 1, written: 2 })
  })

  it('is read from anything at all', () =>
    fc.assert(
      fc.property(
        fc.record({
          cpu_stats: fc.jsonValue(),
          memory_stats: fc.jsonValue(),
          networks: fc.jsonValue(),
          blkio_stats: fc.jsonValue()
        }),
        (fields) => {
          const found = readCounters({ read, ...fields })
          expect(Object.values(found ?? {}).every((value) => Number.isFinite(value) && value >= 0)).toBe(true)
        }
      )
    ))
})

describe('the share of the processors', () => {
  const at = (cpu: number, system: number): Counters => ({ ...counters(), cpu, system })
  it('is docker’s: of one core', () => expect(cpuPercent(at(0, 0), at(1, 4))).toBe(100))
  it('is not known at first, nor where the counter began anew', () => {
    expect(cpuPercent(undefined, at(5, 5))).toBeUndefined()
    expect(cpuPercent(at(100, 100), at(1, 200))).toBeUndefined()
  })
  it('is none where nothing passed', () => expect(cpuPercent(at(5, 5), at(5, 5))).toBe(0))
})
