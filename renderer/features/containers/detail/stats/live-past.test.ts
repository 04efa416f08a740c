import { describe, expect, it } from 'vitest'
import { limitsOf } from './limits'
import { appended, emptyPast, halfHour, within } from './live-past'

const row = (at: number) => ({
  ...emptyPast,
  at: [at],
  cpu: [1],
  memory: [2],
  receiving: [null],
  sending: [0],
  reading: [0],
  writing: [0],
  pids: [1]
})

describe('the past that is drawn', () => {
  it('grows by what comes, and holds half an hour', () => {
    let past = emptyPast
    for (let second = 0; second <= 2_000; second++) past = appended(past, row(second * 1_000))
    expect(past.at.length).toBeLessThanOrEqual(halfHour / 1_000 + 2)
    expect(past.at.at(-1)).toBe(2_000_000)
    expect(past.receiving).toHaveLength(past.at.length)
    expect(within(past, 60_000).at).toHaveLength(62)
  })
  it('is nothing at first', () => expect(within(emptyPast, 60_000)).toEqual(emptyPast))
})

describe('limits', () => {
  it.each([
    [
      { NanoCpus: 5e8, Memory: 64, PidsLimit: 10 },
      { cores: 0.5, memory: 64, pids: 10 }
    ],
    [{ CpuQuota: 50_000 }, { cores: 0.5, memory: undefined, pids: undefined }],
    [
      { CpuQuota: 50_000, CpuPeriod: 25_000, CpusetCpus: '0' },
      { cores: 1, memory: undefined, pids: undefined }
    ],
    [
      { CpusetCpus: '0-2,5', CpuQuota: 0, PidsLimit: -1 },
      { cores: 4, memory: undefined, pids: undefined }
    ],
    [
      { NanoCpus: 0, CpusetCpus: '', PidsLimit: null },
      { cores: undefined, memory: undefined, pids: undefined }
    ]
  ])('of %o', (host, limits) => expect(limitsOf({ HostConfig: host })).toEqual(limits))
  it('are none of what says nothing', () =>
    expect(limitsOf({})).toEqual({ cores: undefined, memory: undefined, pids: undefined }))
})
