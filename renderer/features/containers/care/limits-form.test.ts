import { describe, expect, it } from 'vitest'
import { changedLimits, emptyLimits, readLimits } from './limits-form'

const before = readLimits({
  HostConfig: {
    Memory: 64 * 1024 ** 2,
    MemorySwap: 128 * 1024 ** 2,
    NanoCpus: 1.5e9,
    PidsLimit: 100,
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 }
  }
})

describe('the limits of a container as a form', () => {
  it('reads what it has', () =>
    expect(before).toEqual({
      ...emptyLimits,
      memory: '64m',
      memorySwap: '128m',
      cpus: '1.5',
      pidsLimit: '100',
      restart: 'on-failure:3'
    }))
  it('reads an engine that says nothing', () => expect(readLimits({})).toEqual(emptyLimits))

  it('asks for nothing where nothing was changed', () =>
    expect(changedLimits(before, { ...before })).toEqual({ limits: {}, problems: {} }))

  it('asks for what was changed alone', () =>
    expect(changedLimits(before, { ...before, memory: '96m', cpus: '2', pidsLimit: '', restart: 'always' })).toEqual({
      limits: { memory: 96 * 1024 ** 2, cpus: 2, pidsLimit: -1, restart: { name: 'always' } },
      problems: {}
    }))

  it.each([
    [{ memory: '' }, { memory: 'not-in-place' }],
    [{ cpus: '0' }, { cpus: 'not-in-place' }],
    [{ memory: 'much' }, { memory: 'size' }],
    [{ memory: '256m' }, { memorySwap: 'swap-below' }],
    [{ cpuShares: '1.5' }, { cpuShares: 'number' }],
    [{ restart: 'often' }, { restart: 'restart' }]
  ])('says what is wrong with %o', (typed, problems) =>
    expect(changedLimits(before, { ...before, ...typed }).problems).toEqual(problems)
  )
})
