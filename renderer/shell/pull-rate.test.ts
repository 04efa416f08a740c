import { describe, expect, it } from 'vitest'
import type { PullProgress } from '../../contract/images/model'
import { createPullRate } from './pull-rate'

const downloading = (...currents: readonly number[]): PullProgress => ({
  reference: 'busybox',
  messages: [],
  layers: currents.map((current, index) => ({ id: String(index), status: 'Downloading', current, total: 10_000 }))
})

describe('the rate of a pull', () => {
  it('is what its layers gained, and says what is left', () => {
    const rate = createPullRate()
    expect(rate(downloading(0, 0), 0)).toEqual({ rate: undefined, left: undefined })
    expect(rate(downloading(1_000, 500), 1_000)).toEqual({ rate: 1_500, left: 18_500 / 1_500 })
  })

  it('does not go down because a layer is done', () => {
    const rate = createPullRate()
    rate(downloading(0, 0), 0)
    rate(downloading(9_000, 1_000), 1_000)
    const done: PullProgress = {
      ...downloading(),
      layers: [
        { id: '0', status: 'Pull complete' },
        { id: '1', status: 'Downloading', current: 2_000, total: 10_000 }
      ]
    }
    expect(rate(done, 2_000)).toEqual({ rate: 5_500, left: 8_000 / 5_500 })
  })

  it('is unknown again when nothing came for a while', () => {
    const rate = createPullRate()
    rate(downloading(0), 0)
    rate(downloading(5_000), 1_000)
    rate(downloading(5_000), 5_000)
    expect(rate(downloading(5_000), 6_000).rate).toBeUndefined()
  })
})
