import { describe, expect, it } from 'vitest'
import { initialCredit } from '../../contract/bridge'
import { Credit, pump } from './pump'

async function* numbers(count: number): AsyncGenerator<number> {
  for (let index = 0; index < count; index++) yield index
}

/** A source that gives an item when it is told to, and notes that it was closed. */
function tap<Item>() {
  const waiting: Array<(result: IteratorResult<Item>) => void> = []
  const state = { closed: false, asked: 0 }
  const source: AsyncIterable<Item> = {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        state.asked += 1
        return new Promise<IteratorResult<Item>>((resolve) => waiting.push(resolve))
      },
      return: async () => {
        state.closed = true
        return { done: true, value: undefined }
      }
    })
  }
  return { source, state, give: (value: Item) => waiting.shift()?.({ done: false, value }) }
}

describe('pump', () => {
  it('sends every item once and in order, in fewer batches than items', async () => {
    const batches: number[][] = []
    const credit = new Credit()
    await pump(numbers(10_000), (batch) => (batches.push(batch), credit.give()), credit, new AbortController().signal)
    expect(batches.flat()).toEqual([...Array(10_000).keys()])
    expect(batches.length).toBeLessThan(100)
  })

  it('sends a lone item at once', async () => {
    const { source, give } = tap<number>()
    const abort = new AbortController()
    const sent = new Promise<number[]>((resolve) => void pump(source, resolve, new Credit(), abort.signal))
    give(7)
    expect(await sent).toEqual([7])
    abort.abort()
  })

  it('stops pulling when the window gives no credit', async () => {
    let pulled = 0
    async function* endless(): AsyncGenerator<number> {
      for (;;) yield pulled++
    }
    const batches: number[][] = []
    const abort = new AbortController()
    const ended = pump(endless(), (batch) => batches.push(batch), new Credit(), abort.signal)
    while (batches.length < initialCredit) await new Promise(setImmediate)
    const before = pulled
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
    expect(batches).toHaveLength(initialCredit)
    // The batch that waits for credit is full, one item may be pulled beyond it, and no more.
    expect(pulled - before).toBeLessThanOrEqual(257)
    abort.abort()
    await ended
  })

  it('ends at once and closes its source when it is aborted while the source is silent', async () => {
    const { source, state } = tap<number>()
    const abort = new AbortController()
    const ended = pump(source, () => undefined, new Credit(), abort.signal)
    abort.abort()
    await ended
    expect(state.closed).toBe(true)
  })

  it('rejects with what the source threw, after the items before it', async () => {
    async function* failing(): AsyncGenerator<number> {
      yield 1
      throw new Error('gone')
    }
    const batches: number[][] = []
    await expect(
      pump(failing(), (batch) => batches.push(batch), new Credit(), new AbortController().signal)
    ).rejects.toThrow('gone')
  })
})
