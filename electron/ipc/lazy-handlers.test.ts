import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { call, stream, task } from '../../contract/define'
import { lazyHandlers } from './lazy-handlers'

const feature = {
  read: call({ request: v.number(), reply: v.number() }),
  watch: stream({ request: v.number(), item: v.number() }),
  work: task({ request: v.number(), progress: v.number(), result: v.number(), effect: 'changes' })
}
const context = { signal: new AbortController().signal, made: () => undefined }

function parts() {
  const ended = vi.fn()
  const handlers = {
    read: (request: number) => Promise.resolve(request + 1),
    async *watch(request: number) {
      try {
        yield request
        yield request + 1
      } finally {
        await Promise.resolve()
        ended()
      }
    },
    work: (request: number, { report }: { report(progress: number): void }) => {
      report(request)
      return Promise.resolve(request * 2)
    }
  }
  const load = vi.fn(() => Promise.resolve(handlers))
  return { ended, handlers, load, lazy: lazyHandlers(feature, load) }
}

describe('lazy handlers', () => {
  it('are loaded once, when one is first asked', async () => {
    const { load, lazy } = parts()
    expect(load).not.toHaveBeenCalled()
    const report = vi.fn()
    expect(await Promise.all([lazy.read(1, context), lazy.work(3, { ...context, report })])).toEqual([2, 6])
    expect(report).toHaveBeenCalledWith(3)
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('pass a stream on, and its end to its source', async () => {
    const { ended, lazy } = parts()
    for await (const item of lazy.watch(5, { ...context, input: (async function* () {})() })) {
      expect(item).toBe(5)
      break
    }
    expect(ended).toHaveBeenCalledTimes(1)
  })

  it('are loaded again where that had failed', async () => {
    const { handlers, load, lazy } = parts()
    load.mockRejectedValueOnce(new Error('No such file'))
    await expect(lazy.read(1, context)).rejects.toThrow('No such file')
    load.mockResolvedValueOnce(handlers)
    expect(await lazy.read(1, context)).toBe(2)
  })
})
