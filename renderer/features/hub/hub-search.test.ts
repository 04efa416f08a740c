// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import type { Outcome } from '../../../contract/failure'
import { useHubSearch, type HubQuery, type HubReply } from './use-hub-search'

const reply = (name: string): Outcome<HubReply> => ({
  ok: true,
  value: {
    results: [{ name, description: '', stars: 0, official: false, automated: false }],
    total: 1,
    more: false,
    source: 'hub',
    byPage: [],
    filtered: 0,
    ignored: []
  }
})

describe('useHubSearch', () => {
  const asked: Array<{ readonly query: HubQuery; readonly answer: (outcome: Outcome<HubReply>) => void }> = []
  const scope = effectScope()

  beforeEach(() => {
    vi.useFakeTimers()
    asked.length = 0
    const call = (_: string, query: unknown): Promise<Outcome<HubReply>> =>
      new Promise((answer) => asked.push({ query: query as HubQuery, answer }))
    vi.stubGlobal('escale', { call })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  const setUp = (first: string) => {
    const text = ref(first)
    const search = scope.run(() =>
      useHubSearch(() => (text.value === '' ? undefined : { connection: 'x', query: text.value, page: 1 }))
    )
    if (search === undefined) throw new Error('no scope')
    return { text, ...search }
  }
  const names = (state: ReturnType<typeof setUp>['state']): readonly string[] =>
    state.value.kind === 'found' ? state.value.reply.results.map(({ name }) => name) : []

  it('asks once for what was typed without a pause', async () => {
    const { text, state } = setUp('')
    for (const typed of ['n', 'ng', 'nginx']) {
      text.value = typed
      await nextTick()
      vi.advanceTimersByTime(200)
    }
    expect(asked).toHaveLength(0)
    expect(state.value.kind).toBe('searching')
    vi.advanceTimersByTime(100)
    expect(asked.map(({ query }) => query.query)).toEqual(['nginx'])
  })

  it('never shows an older answer over a newer one', async () => {
    const { text, state } = setUp('old')
    vi.advanceTimersByTime(300)
    text.value = 'new'
    await nextTick()
    vi.advanceTimersByTime(300)
    asked[1]?.answer(reply('new'))
    await vi.waitFor(() => expect(names(state)).toEqual(['new']))
    asked[0]?.answer(reply('old'))
    await Promise.resolve()
    await nextTick()
    expect(names(state)).toEqual(['new'])
  })

  it('forgets an answer to what was emptied, and says a failure with a way to ask again', async () => {
    const { text, state, retry } = setUp('x')
    vi.advanceTimersByTime(300)
    text.value = ''
    await nextTick()
    asked[0]?.answer(reply('x'))
    await nextTick()
    expect(state.value.kind).toBe('idle')
    text.value = 'y'
    await nextTick()
    vi.advanceTimersByTime(300)
    asked[1]?.answer({ ok: false, failure: { kind: 'rate-limited', until: 5, message: '' } })
    await vi.waitFor(() => expect(state.value.kind).toBe('failed'))
    retry()
    vi.advanceTimersByTime(0)
    asked[2]?.answer(reply('y'))
    await vi.waitFor(() => expect(names(state)).toEqual(['y']))
  })
})
