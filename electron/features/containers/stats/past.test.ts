import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Counters } from './counters'
import { Past } from './past'

const start = Date.UTC(2026, 0, 1)
const counters = (seconds: number, bytes = 0): Counters => ({
  at: start + seconds * 1_000,
  cpu: 0,
  system: 0,
  cores: 2,
  memory: 1_000,
  memoryLimit: 0,
  received: bytes,
  sent: 0,
  read: 0,
  written: 0,
  pids: 1
})

describe('the past of a container', () => {
  it('holds rates a second, and none across a restart, whose counters begin anew', () => {
    const past = new Past()
    past.add(counters(0, 100), undefined)
    past.add(counters(2, 300), 12.345)
    past.add(counters(3, 50), 1)
    expect(past.read()).toMatchObject({ receiving: [null, 100, null], cpu: [null, 12.35, 1] })
  })

  it('has a hole where nobody looked, and where it did not run', () => {
    const past = new Past()
    past.add(counters(0), 1)
    past.add(counters(1), 1)
    past.add(counters(60), 1)
    past.break()
    past.add(counters(62), 1)
    expect(past.read().memory).toEqual([1_000, 1_000, null, 1_000, null, 1_000])
    expect(past.read().receiving).toEqual([null, 0, null, null, null, null])
  })

  it('keeps half an hour, however long it goes on, and its rows have numbers that stay', () => {
    const past = new Past()
    for (let second = 0; second < 5_000; second++) past.add(counters(second), second)
    const { at, cpu } = past.read()
    expect(at).toHaveLength(1_800)
    expect(cpu.at(-1)).toBe(4_999)
    expect(past.read(past.count - 2).cpu).toEqual([4_998, 4_999])
    expect(past.recentCpu(3)).toEqual([4_997, 4_998, 4_999])
  })

  it('runs forward only, whatever clocks do', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 200 }), (seconds) => {
        const past = new Past()
        seconds.forEach((second) => past.add(counters(second), 0))
        const { at, memory } = past.read()
        expect(at).toHaveLength(memory.length)
        // A clock that is set back by more than is kept begins a new time.
        for (const [index, one] of at.entries())
          if (index > 0) expect(one > (at[index - 1] ?? 0) || (at[index - 1] ?? 0) - one >= 30 * 60_000).toBe(true)
      })
    ))
})
