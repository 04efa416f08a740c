import { describe, expect, it } from 'vitest'
import type { Certificate } from '../../../contract/connections/book/model'
import type { Connection } from '../../../contract/connections/model'
import { certificateAge, connectionRows } from './connection-rows'

const now = Date.UTC(2026, 0, 1)
const days = (count: number): number => now + count * 24 * 60 * 60 * 1000
const ageOf = (certificate: Partial<Certificate>) =>
  certificateAge({ use: 'client', file: '/cert.pem', ...certificate }, now)

describe('a certificate', () => {
  it('is warned of within thirty days of its end, and wrong after it', () => {
    expect(ageOf({ until: days(31) })).toBe('good')
    expect(ageOf({ until: days(29) })).toBe('soon')
    expect(ageOf({ until: days(-1) })).toBe('over')
    expect(ageOf({ from: days(1), until: days(90) })).toBe('early')
    expect(ageOf({ problem: 'ENOENT' })).toBe('broken')
  })
})

describe('the rows', () => {
  const connection = (id: string, engineId?: string): Connection => ({
    id,
    name: id.toUpperCase(),
    source: 'context',
    endpoint: 'unix:///x',
    cli: [],
    engineId,
    state: { kind: 'idle' }
  })
  it('know which is shown, and who leads to the same engine', () => {
    const rows = connectionRows([connection('a', 'E'), connection('b', 'E'), connection('c')], undefined, 'b')
    expect(rows.map(({ shown, sameAs, facts }) => [shown, sameAs, facts])).toEqual([
      [false, ['B'], undefined],
      [true, ['A'], undefined],
      [false, [], undefined]
    ])
  })
})
