import { describe, expect, it, vi } from 'vitest'
import { createPrompts } from './prompts'

const asked = { question: { kind: 'passphrase', key: '/k' }, text: 'Enter passphrase', again: false } as const
const never = new AbortController().signal

describe('prompts', () => {
  it('are shown in order, answered each, and gone then', async () => {
    const prompts = createPrompts()
    prompts.look()
    const heard = vi.fn()
    prompts.onChange(heard)
    const first = prompts.askerFor('a', 'ssh://a')(asked, never)
    const second = prompts.askerFor('b', 'ssh://b')(asked, never)
    expect(prompts.pending()).toMatchObject([
      { connection: 'a', endpoint: 'ssh://a', ...asked },
      { connection: 'b', endpoint: 'ssh://b' }
    ])
    const [one, two] = prompts.pending()
    prompts.answer(two?.id ?? '', undefined)
    prompts.answer(one?.id ?? '', 'harbour')
    expect([await first, await second]).toEqual(['harbour', undefined])
    expect(prompts.pending()).toEqual([])
    expect(heard).toHaveBeenCalledTimes(4)
    // Answered twice: nobody hears it.
    prompts.answer(one?.id ?? '', 'again')
  })

  it('go when they are no longer asked', async () => {
    const prompts = createPrompts()
    prompts.look()
    const abort = new AbortController()
    const answer = prompts.askerFor('a', 'ssh://a')(asked, abort.signal)
    abort.abort()
    expect(await answer).toBeUndefined()
    expect(prompts.pending()).toEqual([])
    expect(await prompts.askerFor('a', 'ssh://a')(asked, abort.signal)).toBeUndefined()
  })

  it('are refused where no window comes, and wait for one that is reloaded', async () => {
    vi.useFakeTimers()
    try {
      const prompts = createPrompts(1_000)
      const lonely = prompts.askerFor('a', 'ssh://a')(asked, never)
      await vi.advanceTimersByTimeAsync(1_001)
      expect(await lonely).toBeUndefined()

      const leave = prompts.look()
      const seen = prompts.askerFor('a', 'ssh://a')(asked, never)
      await vi.advanceTimersByTimeAsync(60_000)
      expect(prompts.pending()).toHaveLength(1)
      leave()
      await vi.advanceTimersByTimeAsync(500)
      prompts.look()
      await vi.advanceTimersByTimeAsync(60_000)
      expect(prompts.pending()).toHaveLength(1)
      prompts.dispose()
      expect(await seen).toBeUndefined()
    } finally {
      vi.useRealTimers()
    }
  })
})
