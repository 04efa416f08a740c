import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, type EffectScope } from 'vue'
import { useLogBuffer, type LogBuffer, type LogLine } from './log-buffer'
import { useLogSearch } from './log-search'

const line = (text: string): LogLine => ({ at: '', source: 'stdout', text })
let scope: EffectScope
beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})
function searching(buffer: LogBuffer, from = 0) {
  const search = scope.run(() =>
    useLogSearch(
      () => buffer,
      () => from
    )
  )
  if (search === undefined) throw new Error('The scope has ended')
  return search
}

describe('searching a log', () => {
  it('counts the lines that hold it, and goes from one to the next and around', () => {
    const buffer = useLogBuffer()
    buffer.append(['error a', 'fine', '\u001b[31mERR\u001b[0mOR b', 'error c'].map(line))
    const search = searching(buffer, 1)
    search.ask('error')
    expect(search.count.value).toBe(3)
    expect([search.line.value, search.current.value]).toEqual([2, 2])
    search.next()
    expect(search.line.value).toBe(3)
    search.next()
    expect([search.line.value, search.current.value]).toEqual([0, 1])
    search.previous()
    expect(search.line.value).toBe(3)
    search.ask('nowhere')
    expect([search.count.value, search.line.value]).toEqual([0, undefined])
    search.next()
    expect(search.line.value).toBeUndefined()
  })

  it('finds in lines that come later, and forgets those that go', async () => {
    const buffer = useLogBuffer(10)
    const search = searching(buffer)
    search.ask('x')
    buffer.append([line('x'), line('y')])
    await nextTick()
    expect(search.count.value).toBe(1)
    buffer.append(Array.from({ length: 10 }, (_, index) => line(index === 9 ? 'x' : 'y')))
    await nextTick()
    expect(search.count.value).toBe(1)
    buffer.clear()
    await nextTick()
    expect(search.count.value).toBe(0)
  })

  it('looks through a long log in slices', () => {
    const buffer = useLogBuffer()
    buffer.append(Array.from({ length: 60_000 }, (_, index) => line(index % 10 === 0 ? 'needle' : 'hay')))
    const search = searching(buffer)
    search.ask('needle')
    expect(search.count.value).toBeLessThan(6000)
    vi.runAllTimers()
    expect(search.count.value).toBe(6000)
  })
})
