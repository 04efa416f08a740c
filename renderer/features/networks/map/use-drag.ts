/** A container taken by the pointer: onto another network, or off the one that it was taken from. */
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue'
import type { Container } from '../../../../contract/containers/model'
import type { NetworkRow } from '../network-rows'

export interface Dragged {
  readonly container: Container
  readonly from: NetworkRow
  /** Pixels of the window. */
  readonly x: number
  readonly y: number
  /** What it would be dropped on: a network's id, or the place that takes it off. */
  readonly over: string | undefined
}
export const offPlace = 'off'

/** Pixels before a press is a drag. */
const slack = 5

export function useDrag(drop: (dragged: Dragged) => void): {
  readonly dragged: ShallowRef<Dragged | undefined>
  press(event: PointerEvent, container: Container, from: NetworkRow): void
  /** A drag ended just now: the click that follows it is none. */
  wasDrag(): boolean
} {
  const dragged = shallowRef<Dragged>()
  let stop: AbortController | undefined
  let ended = 0
  onBeforeUnmount(() => stop?.abort())

  function press(event: PointerEvent, container: Container, from: NetworkRow): void {
    if (event.button !== 0) return
    stop?.abort()
    stop = new AbortController()
    const { signal } = stop
    const [startX, startY] = [event.clientX, event.clientY]
    window.addEventListener(
      'pointermove',
      ({ clientX: x, clientY: y }) => {
        if (dragged.value === undefined && Math.hypot(x - startX, y - startY) < slack) return
        const place = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]')
        dragged.value = { container, from, x, y, over: place?.dataset['drop'] }
      },
      { signal }
    )
    const end = (done: boolean): void => {
      stop?.abort()
      const last = dragged.value
      dragged.value = undefined
      if (last === undefined) return
      ended = performance.now()
      if (done) drop(last)
    }
    window.addEventListener('pointerup', () => end(true), { signal })
    window.addEventListener('pointercancel', () => end(false), { signal })
    window.addEventListener(
      'keydown',
      (key) => {
        if (key.key !== 'Escape' || dragged.value === undefined) return
        key.preventDefault()
        end(false)
      },
      { signal }
    )
  }
  return { dragged, press, wasDrag: () => performance.now() - ended < 50 }
}
