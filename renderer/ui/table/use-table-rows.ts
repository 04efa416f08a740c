/** A table's rows from what its parent gives to what is drawn: sorted, kept steady, in view, chosen. */
import { computed, type ComputedRef, type ShallowRef } from 'vue'
import type { TableSettings } from '../../../contract/settings/model'
import type { Column } from './columns'
import { GroupHead, isHeadId, useGroups, type Group } from './use-groups'
import { useSelection, type Selection } from './use-selection'
import { useSort } from './use-sort'
import { useSteadyRows, type SteadyRows } from './use-steady-rows'
import { useTableInput, type TableEvents, type TableInput } from './use-table-input'
import { useVirtualRows } from './use-virtual-rows'

/** Pixels. */
const rowHeight = 32
export const headHeight = 30

interface Source<Row> {
  readonly rows: () => readonly Row[]
  readonly columns: () => readonly Column<Row>[]
  readonly sort: () => TableSettings['sort']
  readonly keyOf: (row: Row) => string
  readonly selectable: () => boolean
  readonly openOn: () => 'click' | 'double-click'
  readonly groupOf: () => ((row: Row) => Group | undefined) | undefined
  /** What the rows without a group are called. */
  readonly others: () => string
  readonly emit: TableEvents
}

export interface DrawnRow<Row> {
  /** Which of the row elements draws it. */
  readonly slot: number
  readonly index: number
  /** A row, or the head of a group. */
  readonly row: Row | GroupHead
  readonly id: string
  /** Pixels from the top of the rows. */
  readonly top: number
}

export interface TableRows<Row> {
  /** Rows and heads. */
  readonly count: ComputedRef<number>
  /** Rows that can be chosen. */
  readonly rowCount: ComputedRef<number>
  readonly drawn: ComputedRef<readonly DrawnRow<Row>[]>
  /** Pixels that the rows take up. */
  readonly height: ComputedRef<number>
  readonly ghost: SteadyRows<Row | GroupHead>['ghost']
  readonly selection: Selection
  readonly input: TableInput
  reveal(id: string): void
}

export function useTableRows<Row>(
  scroller: Readonly<ShallowRef<HTMLElement | null>>,
  source: Source<Row>
): TableRows<Row> {
  const sorted = useSort(source.rows, source.columns, source.sort, source.keyOf)
  const groups = useGroups(() => sorted.value, source.groupOf, source.others, source.keyOf)
  const keyOf = (item: Row | GroupHead): string => (item instanceof GroupHead ? item.id : source.keyOf(item))
  const virtual = useVirtualRows(
    scroller,
    () => steady.rows.value.length,
    rowHeight,
    () => headHeight
  )
  const steady: SteadyRows<Row | GroupHead> = useSteadyRows(
    () => groups.items.value,
    keyOf,
    rowHeight,
    { scrollTop: virtual.scrollTop, scrollTo: virtual.scrollTo, height: () => virtual.viewport.value },
    () => input.kept()
  )
  const places = computed(() => new Map(steady.rows.value.map((row, index) => [keyOf(row), index])))
  const idAt = (index: number): string | undefined => {
    const row = steady.rows.value[index]
    return row === undefined ? undefined : keyOf(row)
  }
  const indexOf = (id: string): number | undefined => (id === steady.ghost.value ? undefined : places.value.get(id))
  const count = computed(() => steady.rows.value.length)
  const rowAt = (index: number): string | undefined => {
    const id = idAt(index)
    return id === undefined || isHeadId(id) ? undefined : id
  }
  const selection = useSelection(indexOf, rowAt, () => count.value)
  const input: TableInput = useTableInput({
    scroller,
    selection,
    virtual,
    steady,
    indexOf,
    idAt,
    count: () => count.value,
    rowHeight,
    headHeight,
    groups,
    selectable: source.selectable,
    openOn: source.openOn,
    emit: source.emit
  })

  /** Row `index` is drawn by the element `index % pool`, in the elements' own order: none is ever moved in the page. */
  const drawn = computed(() => {
    const { start, end } = virtual.range.value
    const pool = virtual.pool.value
    const list: DrawnRow<Row>[] = []
    for (let slot = 0; slot < pool; slot++) {
      const index = start + ((slot - (start % pool) + pool) % pool)
      const row = steady.rows.value[index]
      if (index >= end || row === undefined) continue
      list.push({ slot, index, row, id: keyOf(row), top: index * rowHeight + steady.gap.value })
    }
    return list
  })

  return {
    count,
    rowCount: computed(() => sorted.value.length),
    drawn,
    height: computed(() => Math.max(count.value * rowHeight + steady.gap.value, steady.room.value)),
    ghost: steady.ghost,
    selection,
    input,
    reveal(id) {
      const index = indexOf(id)
      if (index !== undefined) virtual.reveal(index)
    }
  }
}
