import { describe, expect, it } from 'vitest'
import type { Mover } from './task-progress'
import { createTaskRate } from './task-rate'

const moving = (...currents: readonly number[]): readonly Mover[] =>
  currents.map((current, index) => ({ id: String(index), current, total: 10_000 }))

describe('the rate of a task', () => {
  it('is what its layers gained, and says what is left', () => {
    const rate = createTaskRate()
    expect(rate(moving(0, 0), 0)).toEqual({ rate: undefined, left: undefined })
    expect(rate(moving(1_000, 500), 1_000)).toEqual({ rate: 1_500, left: 18_500 / 1_500 })
  })

  it('does not go down because a layer is done', () => {
    const rate = createTaskRate()
    rate(moving(0, 0), 0)
    rate(moving(9_000, 1_000), 1_000)
    expect(rate([{ id: '1', current: 2_000, total: 10_000 }], 2_000)).toEqual({ rate: 5_500, left: 8_000 / 5_500 })
  })

  it('is unknown again when nothing came for a while', () => {
    const rate = createTaskRate()
    rate(moving(0), 0)
    rate(moving(5_000), 1_000)
    rate(moving(5_000), 5_000)
    expect(rate(moving(5_000), 6_000).rate).toBeUndefined()
  })

  it('says nothing of the end of a file whose size nobody knows', () => {
    const rate = createTaskRate()
    rate([{ id: '', current: 0, total: undefined }], 0)
    expect(rate([{ id: '', current: 4_000, total: undefined }], 2_000)).toEqual({ rate: 2_000, left: undefined })
  })
})
