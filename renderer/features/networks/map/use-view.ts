/** What of the picture is seen: scrolled by the system's own means, zoomed by buttons, keys and the wheel. */
import { computed, onBeforeUnmount, onMounted, ref, type ComputedRef, type Ref } from 'vue'

export interface MapView {
  readonly zoom: Ref<number>
  /** In the picture's own pixels, with some around it. */
  readonly seen: ComputedRef<{
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }>
  /** Pixels of the window. */
  readonly width: Ref<number>
  zoomBy(factor: number, at?: { readonly x: number; readonly y: number }): void
  fit(width: number, height: number): void
  /** Brings a place into sight. */
  reveal(x: number, y: number, width: number, height: number): void
  readonly listeners: {
    readonly scroll: () => void
    readonly wheel: (event: WheelEvent) => void
    readonly pointerdown: (event: PointerEvent) => void
  }
}

const least = 0.25
const most = 1.5
/** Pixels that are drawn beyond what is seen. */
const around = 200

export function useView(scroller: Readonly<Ref<HTMLElement | null>>): MapView {
  const zoom = ref(1)
  const place = ref({ left: 0, top: 0 })
  const width = ref(0)
  const height = ref(0)
  let observer: ResizeObserver | undefined

  function measure(): void {
    const element = scroller.value
    if (element === null) return
    width.value = element.clientWidth
    height.value = element.clientHeight
    scroll()
  }
  function scroll(): void {
    const element = scroller.value
    if (element !== null) place.value = { left: element.scrollLeft, top: element.scrollTop }
  }
  onMounted(() => {
    measure()
    if (scroller.value === null) return
    observer = new ResizeObserver(measure)
    observer.observe(scroller.value)
  })
  onBeforeUnmount(() => observer?.disconnect())

  /** What is under the pointer, or in the middle, stays where it is. */
  function zoomBy(factor: number, at?: { readonly x: number; readonly y: number }): void {
    const element = scroller.value
    if (element === null) return
    const next = Math.min(most, Math.max(least, zoom.value * factor))
    const box = element.getBoundingClientRect()
    const [x, y] = at === undefined ? [box.width / 2, box.height / 2] : [at.x - box.x, at.y - box.y]
    const ratio = next / zoom.value
    zoom.value = next
    requestAnimationFrame(() => {
      element.scrollLeft = (place.value.left + x) * ratio - x
      element.scrollTop = (place.value.top + y) * ratio - y
    })
  }

  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1, { x: event.clientX, y: event.clientY })
  }

  /** The empty ground is taken hold of and moved. */
  function pointerdown(event: PointerEvent): void {
    const element = scroller.value
    const onThing = event.target instanceof Element && event.target.closest('button') !== null
    if (event.button !== 0 || element === null || onThing) return
    const box = element.getBoundingClientRect()
    const onBar = event.clientX - box.left >= element.clientWidth || event.clientY - box.top >= element.clientHeight
    if (onBar) return
    const from = { x: event.clientX + element.scrollLeft, y: event.clientY + element.scrollTop }
    const stop = new AbortController()
    const { signal } = stop
    window.addEventListener(
      'pointermove',
      ({ clientX, clientY }) => element.scrollTo(from.x - clientX, from.y - clientY),
      { signal }
    )
    for (const end of ['pointerup', 'pointercancel', 'blur'] as const)
      window.addEventListener(end, () => stop.abort(), { signal })
  }

  return {
    zoom,
    width,
    seen: computed(() => ({
      left: place.value.left / zoom.value - around,
      top: place.value.top / zoom.value - around,
      right: (place.value.left + width.value) / zoom.value + around,
      bottom: (place.value.top + height.value) / zoom.value + around
    })),
    zoomBy,
    fit(wide, high) {
      zoom.value = Math.min(1, Math.max(least, Math.min(width.value / wide, height.value / high)))
      scroller.value?.scrollTo(0, 0)
    },
    reveal(x, y, wide, high) {
      const element = scroller.value
      if (element === null) return
      const [left, top] = [x * zoom.value, y * zoom.value]
      const [right, bottom] = [(x + wide) * zoom.value, (y + high) * zoom.value]
      if (left < element.scrollLeft) element.scrollLeft = left - 12
      else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth + 12
      if (top < element.scrollTop) element.scrollTop = top - 12
      else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight + 12
      scroll()
    },
    listeners: { scroll, wheel, pointerdown }
  }
}
