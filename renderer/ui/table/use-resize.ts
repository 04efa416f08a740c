/** Column widths under the pointer and the keyboard. What is dragged is drawn at once and kept when it is let go. */
import { computed, shallowRef, type ComputedRef } from 'vue'
import type { TableSettings } from '../../../contract/settings/model'
import { clampWidth, type Column } from './columns'

export interface Resize<Row> {
  /** The settings with the width that is being dragged. */
  readonly drawn: ComputedRef<TableSettings>
  start(column: Column<Row>, width: number, event: PointerEvent): void
  set(column: Column<Row>, width: number): void
  reset(column: Column<Row>): void
}

export function useResize<Row>(settings: () => TableSettings, keep: (settings: TableSettings) => void): Resize<Row> {
  const dragged = shallowRef<{ readonly id: string; readonly width: number }>()
  const drawn = computed(() => {
    const change = dragged.value
    return change === undefined
      ? settings()
      : { ...settings(), widths: { ...settings().widths, [change.id]: change.width } }
  })

  const set = (column: Column<Row>, width: number): void =>
    keep({ ...settings(), widths: { ...settings().widths, [column.id]: clampWidth(column, width) } })

  return {
    drawn,
    set,
    start(column, width, event) {
      if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return
      event.preventDefault()
      event.stopPropagation()
      const handle = event.currentTarget
      const from = event.clientX
      const stop = new AbortController()
      const { signal } = stop
      handle.setPointerCapture(event.pointerId)
      handle.addEventListener(
        'pointermove',
        ({ clientX }) => (dragged.value = { id: column.id, width: clampWidth(column, width + clientX - from) }),
        { signal }
      )
      const end = (): void => {
        stop.abort()
        if (dragged.value !== undefined) set(column, dragged.value.width)
        dragged.value = undefined
      }
      handle.addEventListener('pointerup', end, { signal })
      handle.addEventListener('pointercancel', end, { signal })
    },
    reset(column) {
      const { [column.id]: _, ...widths } = settings().widths
      keep({ ...settings(), widths })
    }
  }
}
