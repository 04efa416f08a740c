// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { hubPatience, type SearchRequest } from '../../../contract/hub/api'
import type { Failure } from '../../../contract/failure'
import type { HubSearchReply } from '../../../contract/hub/model'
import { useHubSearch } from './use-hub-search'

const reply = (name: string): HubSearchReply => ({
  results: [{ name, description: '', stars: 0, official: false, automated: false }],
  total: 1,
  more: false,
  source: 'hub',
  byPage: [],
  filtered: 0,
  ignored: []
})

interface Asked {
  readonly query: SearchRequest
  readonly answer: (reply: HubSearchReply) => void
  readonly fail: (failure: Failure) => void
  closed: boolean
}

describe('useHubSearch', () => {
  const asked: Asked[] = []
  const scope = effectScope()

  beforeEach(() => {
    vi.useFakeTimers()
    asked.length = 0
    vi.stubGlobal('escale', {
      open: (_: string, query: SearchRequest, hear: (message: unknown) => void) => {
        asked.push({
          query,
          answer: (found) => hear({ kind: 'items', items: JSON.stringify([found]) }),
          fail: (failure) => hear({ kind: 'failed', failure }),
          closed: false
        })
        return String(asked.length - 1)
      },
      close: (id: string) => {
        const one = asked[Number(id)]
        if (one !== undefined) one.closed = true
      }
    })
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

  it('gives an older question up, and never shows its answer over a newer one', async () => {
    const { text, state } = setUp('old')
    vi.advanceTimersByTime(300)
    text.value = 'new'
    await nextTick()
    expect(asked[0]?.closed).toBe(true)
    vi.advanceTimersByTime(300)
    asked[1]?.answer(reply('new'))
    expect(names(state)).toEqual(['new'])
    asked[0]?.answer(reply('old'))
    expect(names(state)).toEqual(['new'])
  })

  it('says whom it waits for, and waits for Docker Hub alone where one asks for that', () => {
    const { state, wait } = setUp('slow')
    vi.advanceTimersByTime(hubPatience - 1)
    expect(state.value).toMatchObject({ kind: 'searching', awaits: 'hub' })
    vi.advanceTimersByTime(2)
    expect(state.value).toMatchObject({ kind: 'searching', awaits: 'both' })
    asked[0]?.answer({ ...reply('slow'), source: 'engine', slow: true })
    wait()
    vi.advanceTimersByTime(hubPatience + 1)
    expect(asked[1]?.query).toMatchObject({ query: 'slow', patient: true })
    expect(state.value).toMatchObject({ kind: 'searching', awaits: 'hub-alone', last: { slow: true } })
    asked[1]?.answer(reply('slow'))
    vi.advanceTimersByTime(hubPatience)
    expect(names(state)).toEqual(['slow'])
  })

  it('forgets an answer to what was emptied, and says a failure with a way to ask again', async () => {
    const { text, state, retry } = setUp('x')
    vi.advanceTimersByTime(300)
    text.value = ''
    await nextTick()
    asked[0]?.answer(reply('x'))
    expect(state.value.kind).toBe('idle')
    text.value = 'y'
    await nextTick()
    vi.advanceTimersByTime(300)
    asked[1]?.fail({ kind: 'rate-limited', until: 5, message: '' })
    expect(state.value.kind).toBe('failed')
    retry()
    vi.advanceTimersByTime(0)
    asked[2]?.answer(reply('y'))
    expect(names(state)).toEqual(['y'])
  })
})
