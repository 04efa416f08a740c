import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { computed, ref, shallowRef } from 'vue'
import type { TableSettings } from '../../../contract/settings/model'
import type { Column } from './columns'
import { byNumber, byText, nextSort, sortRows, useSort } from './use-sort'

interface Row {
  readonly id: string
  readonly size: number
}
const keyOf = ({ id }: Row): string => id
const columns: readonly Column<Row>[] = [
  { id: 'size', title: 'Size', width: 80, sort: (one, other) => one.size - other.size }
]

describe('sorting', () => {
  it('goes through ascending, descending and none', () => {
    const first = nextSort(undefined, 'size')
    expect(first).toEqual({ column: 'size', descending: false })
    expect(nextSort(first, 'size')).toEqual({ column: 'size', descending: true })
    expect(nextSort(nextSort(first, 'size'), 'size')).toBeUndefined()
    expect(nextSort(first, 'name')).toEqual({ column: 'name', descending: false })
  })

  it('orders any rows, whatever stood before, and loses none', () => {
    const row = fc.record({ id: fc.uuid(), size: fc.integer({ min: 0, max: 5 }) })
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: keyOf }),
        fc.array(fc.uuid()),
        fc.boolean(),
        (rows, strangers, descending) => {
          const before = [...strangers, ...rows.map(keyOf).reverse()]
          const sorted = sortRows(rows, (one, other) => one.size - other.size, descending, keyOf, before)
          expect(sorted.map(keyOf).sort()).toEqual(rows.map(keyOf).sort())
          for (let index = 1; index < sorted.length; index++) {
            const step = (sorted[index]?.size ?? 0) - (sorted[index - 1]?.size ?? 0)
            expect(descending ? step <= 0 : step >= 0).toBe(true)
          }
        }
      )
    )
  })

  it('keeps equal rows in the order in which they stood, however the refresh orders them', () => {
    const rows = shallowRef<readonly Row[]>([
      { id: 'a', size: 1 },
      { id: 'b', size: 1 },
      { id: 'c', size: 0 }
    ])
    const sort = ref<TableSettings['sort']>({ column: 'size', descending: false })
    const sorted = useSort(
      () => rows.value,
      () => columns,
      () => sort.value,
      keyOf
    )
    const ids = computed(() => sorted.value.map(keyOf))
    expect(ids.value).toEqual(['c', 'a', 'b'])
    rows.value = [
      { id: 'b', size: 1 },
      { id: 'd', size: 1 },
      { id: 'a', size: 1 },
      { id: 'c', size: 0 }
    ]
    expect(ids.value).toEqual(['c', 'a', 'b', 'd'])
  })

  it('puts rows in the engine’s own order where no sort is chosen, or one that is no longer there', () => {
    const rows = [
      { id: 'b', size: 2 },
      { id: 'a', size: 1 }
    ]
    expect(
      useSort(
        () => rows,
        () => columns,
        () => undefined,
        keyOf
      ).value.map(keyOf)
    ).toEqual(['b', 'a'])
    expect(
      useSort(
        () => rows,
        () => columns,
        () => ({ column: 'gone', descending: true }),
        keyOf
      ).value.map(keyOf)
    ).toEqual(['b', 'a'])
  })

  it('reads numbers in words, and puts the unknown last', () => {
    expect(['web10', 'web2', 'Web1'].sort(byText((text) => text))).toEqual(['Web1', 'web2', 'web10'])
    expect([undefined, 3, 1].sort(byNumber((value) => value))).toEqual([1, 3, undefined])
    expect([{ n: undefined }, { n: 3 }, { n: 1 }].sort(byNumber(({ n }) => n))).toEqual([
      { n: 1 },
      { n: 3 },
      { n: undefined }
    ])
  })
})
