// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import type { Failure } from '../../../contract/failure'
import { usePages, type PageAnswer } from './use-pages'

interface Asked {
  readonly wanted: string
  readonly page: number
  readonly hear: (answer: PageAnswer<string>) => void
  readonly fail: (failure: Failure) => void
  givenUp: boolean
}

describe('a list that comes by pages', () => {
  const asked: Asked[] = []
  const last = (): Asked => {
    const one = asked.at(-1)
    if (one === undefined) throw new Error('nothing was asked')
    return one
  }
  let scope = effectScope()
  const filter = ref('')
  const setUp = () => {
    const pages = scope.run(() =>
      usePages<string, string>({
        wanted: () => filter.value,
        ask(wanted, page, hear, fail) {
          const one: Asked = { wanted, page, hear, fail, givenUp: false }
          asked.push(one)
          return () => {
            one.givenUp = true
          }
        },
        keyOf: (item) => item
      })
    )
    if (pages === undefined) throw new Error('no scope')
    vi.advanceTimersByTime(0)
    return pages
  }
  beforeEach(() => {
    vi.useFakeTimers()
    asked.length = 0
    filter.value = ''
    scope = effectScope()
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
  })

  it('asks for the next page once, and leaves out what moved over its edge', () => {
    const pages = setUp()
    pages.more()
    expect(asked).toHaveLength(1)
    last().hear({ items: ['a', 'b'], total: 4, more: true })
    pages.more()
    pages.more()
    expect(asked.map(({ page }) => page)).toEqual([1, 2])
    last().hear({ items: ['b', 'c'], total: 5, more: false })
    expect([pages.items.value, pages.total.value]).toEqual([['a', 'b', 'c'], 5])
    pages.more()
    expect(asked).toHaveLength(2)
  })

  it('follows nobody who has nothing new for ever', () => {
    const pages = setUp()
    for (let turn = 0; turn < 20; turn++) {
      last().hear({ items: ['a', 'b'], total: 10_000, more: true })
      pages.more()
    }
    expect(asked).toHaveLength(4)
    expect(pages.items.value).toEqual(['a', 'b'])
  })

  it('gives the older list up when another is wanted, after a pause', async () => {
    const pages = setUp()
    last().hear({ items: ['a'], total: 1, more: true })
    pages.more()
    const older = last()
    filter.value = 'x'
    await nextTick()
    expect(older.givenUp).toBe(true)
    expect(asked).toHaveLength(2)
    vi.advanceTimersByTime(250)
    expect([last().wanted, last().page]).toEqual(['x', 1])
    last().hear({ items: ['x'], total: 1, more: false })
    expect(pages.items.value).toEqual(['x'])
  })

  it('keeps what it has when a page is refused, asks no further by itself, and goes on from there', () => {
    const pages = setUp()
    last().hear({ items: ['a'], total: 2, more: true })
    pages.more()
    last().fail({ kind: 'timed-out', message: '' })
    expect([pages.items.value, pages.failure.value?.kind]).toEqual([['a'], 'timed-out'])
    pages.more()
    expect(asked).toHaveLength(2)
    pages.again()
    expect(last().page).toBe(2)
    last().hear({ items: ['b'], total: 2, more: false })
    expect([pages.items.value, pages.failure.value]).toEqual([['a', 'b'], undefined])
  })

  it('asks nothing any more when its page is closed', () => {
    setUp()
    scope.stop()
    expect(last().givenUp).toBe(true)
  })
})
