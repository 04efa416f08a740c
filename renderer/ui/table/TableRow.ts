/**
 * One row element. It is used again for another row when that one scrolls into view; what its cells read reactively
 * redraws this row alone. Written as a render function: a thousand rows scroll through some forty of these.
 */
import { defineComponent, h, type PropType, type Slot, type VNode } from 'vue'
import type { Column } from './columns'

/** What a feature may say of a row: `busy` while something is under way on it. */
export type RowMood = 'busy' | 'muted' | undefined

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
        {
          key: column.id,
          role: 'gridcell',
          'aria-colindex': position + 1,
          class: [
            'data-table-cell',
            slot === undefined ? 'text' : 'drawn',
            { end: column.align === 'end', mono: column.mono, soft: column.muted }
          ]
        },
        slot === undefined ? (column.text?.(props.row) ?? '') : slot({ row: props.row })
      )
    }
    return () => {
      const mood = props.mood?.(props.row)
      return h(
        'div',
        {
          id: props.domId,
          role: 'row',
          class: [
            'data-table-row',
            {
              selected: props.selected,
              active: props.active,
              current: props.current,
              ghost: props.ghost,
              busy: mood === 'busy',
              soft: mood === 'muted'
            }
          ],
          style: { transform: `translateY(${props.top}px)` },
          'data-index': props.index,
          'aria-rowindex': props.index + 2,
          'aria-selected': props.selectable ? props.selected : undefined,
          'aria-current': props.current ? 'true' : undefined,
          'aria-busy': mood === 'busy' ? 'true' : undefined,
          'aria-disabled': props.ghost ? 'true' : undefined
        },
        [
          props.selectable
            ? h('div', { key: ' check', role: 'gridcell', class: 'data-table-check', 'data-check': '' }, [
                h('span', { class: 'data-table-box', 'aria-hidden': 'true' })
              ])
            : null,
          props.columns.map((column, index) => cell(column, index + (props.selectable ? 1 : 0)))
        ]
      )
    }
  }
})
