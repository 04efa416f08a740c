import { describe, expect, it } from 'vitest'
import { nextOf } from './catalog'
import { inParallel } from './in-parallel'

describe('the next page', () => {
  it.each([
    ['</v2/_catalog?last=b&n=2>; rel="next"', 'last=b&n=2'],
    ['<https://elsewhere.example/v2/x/tags/list?last=1.0%2B2>; rel=next', 'last=1.0%2B2'],
    ['</a?x=1>; rel="prev", </b?y=2#z>; rel="next"', 'y=2'],
    ['</v2/_catalog>; rel="next"', undefined],
    ['</v2/_catalog?a=1>; rel="last"', undefined],
    ['', undefined]
  ])('of %s asks %s', (link, query) => expect(nextOf(link)).toBe(query))
})

describe('work in parallel', () => {
  it('is a few at a time, and told as it is done', async () => {
    let under = 0
    let most = 0
    const found: number[] = []
    const work = async (item: number) => {
      most = Math.max(most, ++under)
      await new Promise((resolve) => setImmediate(resolve))
      under--
      return item * 2
    }
    for await (const one of inParallel([1, 2, 3, 4, 5, 6, 7], 3, work)) found.push(one)
    expect(found.sort((one, other) => one - other)).toEqual([2, 4, 6, 8, 10, 12, 14])
    expect(most).toBe(3)
  })
  it('ends with what one fails with, and starts no more', async () => {
    const started: number[] = []
    const all = async () => {
      for await (const _ of inParallel([1, 2, 3, 4, 5], 1, async (item) => {
        started.push(item)
        if (item === 2) throw new Error('no')
        return item
      }));
    }
    await expect(all()).rejects.toThrow('no')
    expect(started).toEqual([1, 2])
  })
})
