import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SortedRuns } from './sorted-runs'

interface Row {
  readonly key: number
}
const byKey = (one: Row, other: Row): number => one.key - other.key

describe('SortedRuns', () => {
  it('has what a sort of all has, whenever it is asked', () => {
    const part = fc.array(fc.record({ key: fc.nat(20) }), { maxLength: 12 })
    fc.assert(
      fc.property(fc.array(fc.record({ rows: part, look: fc.boolean() }), { maxLength: 20 }), (parts) => {
        const runs = new SortedRuns(byKey)
        const given: Row[] = []
        for (const { rows, look } of parts) {
          runs.add(rows)
          given.push(...rows)
          expect(runs.length).toBe(given.length)
          // Those that compare as equal stay as they came.
          if (look) expect(runs.all()).toEqual([...given].sort(byKey))
        }
        expect([...runs.all()]).toEqual([...given].sort(byKey))
        runs.all().forEach((row, index, all) => expect(index === 0 || (all[index - 1]?.key ?? 0) <= row.key).toBe(true))
      })
    )
  })

  it('leaves what it gave away as it was', () => {
    const runs = new SortedRuns(byKey)
    const rows = [{ key: 3 }, { key: 1 }]
    runs.add(rows)
    const first = runs.all()
    runs.add([{ key: 2 }])
    runs.all()
    expect(first).toEqual([{ key: 1 }, { key: 3 }])
    expect(rows).toEqual([{ key: 3 }, { key: 1 }])
  })

  it('takes no more than a little for each part, however many came before', () => {
    let compared = 0
    const runs = new SortedRuns<Row>((one, other) => {
      compared++
      return one.key - other.key
    })
    let most = 0
    for (let part = 0; part < 50; part++) {
      const before = compared
      runs.add(Array.from({ length: 2_000 }, (_, index) => ({ key: (index * 7919 + part * 104_729) % 1_000_003 })))
      most = Math.max(most, compared - before)
    }
    const before = compared
    runs.all()
    // A sort of all 100,000 would look at them 1.7 million times.
    expect(Math.max(most, compared - before)).toBeLessThan(250_000)
  })
})
