import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { countDown, secondsLeft } from './countdown'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('counts a chosen timeout down, and ends with what it counts for', () => {
  const end = countDown(['a'], 3, () => Promise.reject(new Error('not asked')))
  expect(secondsLeft('a')).toBe(3)
  vi.advanceTimersByTime(1_250)
  expect(secondsLeft('a')).toBe(2)
  vi.advanceTimersByTime(5_000)
  expect(secondsLeft('a')).toBe(0)
  end()
  expect(secondsLeft('a')).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
})

it('asks for the container’s own only where the stop takes a while', async () => {
  const ask = vi.fn(() => Promise.resolve(undefined))
  const quick = countDown(['a'], undefined, ask)
  vi.advanceTimersByTime(1_000)
  quick()
  vi.advanceTimersByTime(5_000)
  expect(ask).not.toHaveBeenCalled()
  const end = countDown(['a'], undefined, ask)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(secondsLeft('a')).toBe(8)
  end()
})
