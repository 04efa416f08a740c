import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HubResult } from '../../../contract/hub/model'
import { FailureError } from '../../engine/failure-error'
import { rateLimited, timeOf } from './hub-client'
import { pullsOf } from './hub-search'
import { openWebOnly } from './picture'
import { readLimit } from './pulls-left'
import { fit, type Knowledge } from './search-wishes'

describe('what Hub writes', () => {
  it.each([
    ['1B+', { pulls: 1_000_000_000, pullsAtLeast: true }],
    ['10M+', { pulls: 10_000_000, pullsAtLeast: true }],
    ['1.5K', { pulls: 1_500 }],
    ['4711', { pulls: 4_711 }],
    [12, { pulls: 12 }],
    ['', {}],
    ['many', {}],
    ['1e9', {}],
    [undefined, {}]
  ])('as pulls %s', (written, read) => {
    expect(pullsOf(written)).toEqual(read)
  })

  it('as limits of pulls', () => {
    expect(readLimit('100;w=21600')).toEqual({ count: 100, window: 21_600 })
    expect(readLimit('76')).toEqual({ count: 76 })
    for (const none of [undefined, '', 'x', ';w=1', '-1']) expect(readLimit(none)).toBeUndefined()
    fc.assert(fc.property(fc.string(), (text) => (readLimit(text)?.count ?? 0) >= 0))
  })

  it('as the time until which it will not answer', () => {
    const until = (headers: Record<string, string>): unknown => {
      const { failure } = rateLimited(headers)
      return failure.kind === 'rate-limited' ? failure.until : failure
    }
    const now = Date.now() / 1_000
    expect(until({ 'x-retry-after': '1900000000' })).toBe(1_900_000_000)
    expect(until({ 'x-ratelimit-reset': '1900000000' })).toBe(1_900_000_000)
    expect(until({ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' })).toBe(Date.UTC(2026, 9, 21, 7, 28) / 1_000)
    expect(Number(until({ 'retry-after': '60' })) - now).toBeGreaterThan(58)
    expect(Number(until({ 'x-retry-after': '60' })) - now).toBeGreaterThan(58)
    // No clock can show it.
    expect(until({ 'retry-after': '9'.repeat(30) })).toBeUndefined()
    expect(until({ 'x-retry-after': '9'.repeat(30), 'retry-after': '-5' })).toBeUndefined()
    expect(until({ 'retry-after': 'soon' })).toBeUndefined()
    expect(until({})).toBeUndefined()
  })

  it('as times', () => {
    expect(timeOf('2026-10-01T00:00:00Z')).toBe(Date.UTC(2026, 9, 1))
    for (const none of ['0001-01-01T00:00:00Z', '', null, undefined, 'x']) expect(timeOf(none)).toBeUndefined()
  })
})

describe('filters and sorting where the source has none', () => {
  const one = (name: string, more: Partial<HubResult> = {}): HubResult => ({
    name,
    description: '',
    stars: 0,
    official: false,
    automated: false,
    ...more
  })
  const all = [one('a', { stars: 1 }), one('b', { stars: 3, badge: 'official' }), one('c', { stars: 2 })]
  const little: Knowledge = { badges: 'official', automated: false, architecture: false, pulls: false, updated: false }

  it('are done as far as the source says enough, and named where it does not', () => {
    expect(fit(all, { sort: 'stars' }, little)).toEqual({
      results: [all[1], all[2], all[0]],
      byPage: ['sort'],
      ignored: []
    })
    expect(fit(all, { badges: ['official'] }, little).results).toEqual([all[1]])
    const ignored = fit(all, { badges: ['verified'], automated: true, architecture: 'arm', sort: 'pulls' }, little)
    expect(ignored).toEqual({ results: all, byPage: [], ignored: ['badges', 'automated', 'architecture', 'sort'] })
    expect(all.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })
})

describe('the open web', () => {
  it('is every host but those within', () => {
    for (const host of ['pictures.example', '93.184.216.34', '2606:2800:220:1::1']) openWebOnly(host)
    for (const host of [
      '10.1.2.3',
      '172.31.0.1',
      '100.64.0.1',
      '0.0.0.0',
      '::1',
      'fd00::1',
      'fe80::1',
      '::ffff:10.0.0.1',
      'nas',
      'a.local',
      'localhost.'
    ])
      expect(() => openWebOnly(host), host).toThrow(FailureError)
  })
})
