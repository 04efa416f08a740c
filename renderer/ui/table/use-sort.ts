/** The rows in the order that a person chose, kept from refresh to refresh. */
import { computed, type ComputedRef } from 'vue'
import type { TableSettings } from '../../../contract/settings/model'
import type { Column } from './columns'

type Sort = NonNullable<TableSettings['sort']>

/** No order, ascending, descending, and back to none. */
export function nextSort(present: TableSettings['sort'], column: string): TableSettings['sort'] {
  if (present?.column !== column) return { column, descending: false }
  return present.descending ? undefined : { column, descending: true }
}

/**
 * Orders rows by a comparison. `before` are the ids as they stood last: rows that compare as equal keep that order, and
 * since most rows are then in place already, sorting costs little more than one look at each.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  compare: (one: Row, other: Row) => number,
  descending: boolean,
  keyOf: (row: Row) => string,
  before: readonly string[] = []
): Row[] {
  const byId = new Map<string, Row>()
  for (const row of rows) byId.set(keyOf(row), row)
  const seeded: Row[] = []
  for (const id of before) {
    const row = byId.get(id)
    if (row === undefined) continue
    seeded.push(row)
    byId.delete(id)
  }
  for (const row of byId.values()) seeded.push(row)
  return seeded.sort(descending ? (one, other) => compare(other, one) : compare)
}

export function useSort<Row>(
  rows: () => readonly Row[],
  columns: () => readonly Column<Row>[],
  sort: () => Sort | undefined,
  keyOf: (row: Row) => string
): ComputedRef<readonly Row[]> {
  let before: readonly string[] = []
  return computed(() => {
    const chosen = sort()
    const compare = chosen === undefined ? undefined : columns().find(({ id }) => id === chosen.column)?.sort
    if (chosen === undefined || compare === undefined) {
      before = []
      return rows()
    }
    const sorted = sortRows(rows(), compare, chosen.descending, keyOf, before)
    before = sorted.map(keyOf)
    return sorted
  })
}

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
/** Orders by words as people do: `web2` before `web10`. */
export const byText =
  <Row>(read: (row: Row) => string) =>
  (one: Row, other: Row): number =>
    words.compare(read(one), read(other))

/** Orders by a number; a row without one comes last. */
export const byNumber =
  <Row>(read: (row: Row) => number | undefined) =>
  (one: Row, other: Row): number =>
    (read(one) ?? Number.MAX_VALUE) - (read(other) ?? Number.MAX_VALUE)
