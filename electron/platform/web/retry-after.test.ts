import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { retryTime } from './retry-after'

const now = Date.UTC(2026, 0, 1) / 1_000
beforeEach(() => void vi.useFakeTimers({ now: now * 1_000 }))
afterEach(() => void vi.useRealTimers())

it.each([
  ['60', undefined, now + 60],
  ['0', undefined, now],
  ['1.5', undefined, now + 2],
  ['Thu, 01 Jan 2026 00:02:00 GMT', undefined, now + 120],
  ['2026-01-01T00:02:00Z', undefined, now + 120],
  [undefined, String(now + 30), now + 30],
  [undefined, '45', now + 45],
  ['60', String(now + 30), now + 30],
  ['60', '-1', now + 60]
])('reads %j and %j', (after, at, time) => expect(retryTime(after, at)).toBe(time))

it.each([
  ['soon'],
  [''],
  ['-5'],
  ['9'.repeat(30)],
  ['1e400'],
  ['Thu, 01 Jan 1970 00:00:00 GMT'],
  ['Fri, 31 Dec 9999 23:59:59 GMT'],
  [undefined]
])('shows no time for %j', (after) => {
  expect(retryTime(after)).toBeUndefined()
  expect(retryTime(undefined, after)).toBeUndefined()
})
