// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { failureText } from './failure-text'
import { useLanguage } from './i18n'

beforeEach(async () => {
  await useLanguage('en')
  vi.useFakeTimers({ now: new Date(2026, 2, 4, 22, 0) })
})
afterEach(() => vi.useRealTimers())

it('says when a registry answers again: the time alone where it is today', () => {
  const said = (until: Date): string =>
    failureText({ kind: 'rate-limited', until: until.getTime() / 1000, message: '' }).sentence
  const today = said(new Date(2026, 2, 4, 23, 15))
  expect(today).toContain('11:15')
  expect(today).not.toContain('March')
  expect(said(new Date(2026, 2, 5, 1, 15))).toContain('March 5')
})
