/**
 * One row element. It is used again for another row when that one scrolls into view; what its cells read reactively
 * redraws this row alone. Written as a render function: a thousand rows scroll through some forty of these.
 */
import { createTextVNode, defineComponent, h, type PropType, type Slot, type VNode } from 'vue'
import type { Column } from './columns'
import TableGroupRow from './TableGroupRow.vue'
import { GroupHead } from './use-groups'

/** What a feature may say of a row: `busy` while something is under way on it. */
export type RowMood = 'busy' | 'muted' | undefined

const checkCell = { key: ' check', role: 'gridcell', class: 'data-table-check', 'data-check': '' }
const box = { class: 'data-table-box', 'aria-hidden': 'true' }

/** A column's cells all look alike: their class is put together once. */
const classes = new WeakMap<Column<unknown>, string>()
function classOf(column: Column<unknown>, drawn: boolean): string {
  let known = classes.get(column)
  if (known === undefined) {
    known = `data-table-cell ${drawn ? 'drawn' : 'text'}`
    if (column.align === 'end') known += ' end'
    if (column.mono === true) known += ' mono'
    if (column.muted === true) known += ' soft'
    classes.set(column, known)
  }
  return known
}

interface RowLook {
  readonly selected: boolean
  readonly active: boolean
  readonly current: boolean
  readonly ghost: boolean
}
function rowClass({ selected, active, current, ghost }: RowLook, mood: RowMood): string {
  let name = 'data-table-row'
  if (selected) name += ' selected'
  if (active) name += ' active'
  if (current) name += ' current'
  if (ghost) name += ' ghost'
  if (mood === 'busy') name += ' busy'
  if (mood === 'muted') name += ' soft'
  return name
}

export const TableRow = defineComponent({
  name: 'TableRow',
  props: {
    row: { type: null as unknown as PropType<unknown>, required: true },
    index: { type: Number, required: true },
    top: { type: Number, required: true },
    domId: { type: String, required: true },
    columns: { type: Array as PropType<readonly Column<unknown>[]>, required: true },
    cells: { type: Object as PropType<Readonly<Record<string, Slot | undefined>>>, required: true },
    mood: { type: Function as PropType<(row: unknown) => RowMood>, default: undefined },
    selectable: Boolean,
    selected: Boolean,
    active: Boolean,
    current: Boolean,
    ghost: Boolean
  },
  setup(props) {
    const cell = (column: Column<unknown>, position: number): VNode => {
      const slot = column.cell === undefined ? undefined : props.cells[column.cell]
      return h(
        'div',
        { key: column.id, role: 'gridcell', 'aria-colindex': position + 1, class: classOf(column, slot !== undefined) },
        // As a text node, which then only gets other words: as text content it would be taken away and made anew.
        slot === undefined ? [createTextVNode(column.text?.(props.row) ?? '')] : slot({ row: props.row })
      )
    }
    return () => {
      if (props.row instanceof GroupHead) {
        const { row: head, index, top, domId, active, columns, selectable } = props
        return h(
          TableGroupRow,
          { head, index, top, domId, active, columns: columns.length + (selectable ? 1 : 0) },
          { default: () => props.cells['group']?.({ head }) }
        )
      }
      const mood = props.mood?.(props.row)
      const first = props.selectable ? 1 : 0
      const cells = props.columns.map((column, index) => cell(column, index + first))
      if (props.selectable) cells.unshift(h('div', checkCell, [h('span', box)]))
      return h(
        'div',
        {
          // Only the row that the keyboard stands on is ever referred to.
          id: props.active ? props.domId : undefined,
          role: 'row',
          class: rowClass(props, mood),
          style: `transform:translateY(${props.top}px)`,
          'data-index': props.index,
          'aria-rowindex': props.index + 2,
          'aria-selected': props.selectable ? props.selected : undefined,
          'aria-current': props.current ? 'true' : undefined,
          'aria-busy': mood === 'busy' ? 'true' : undefined,
          'aria-disabled': props.ghost ? 'true' : undefined
        },
        cells
      )
    }
  }
})
