/** Which of many rows of one height stand in view. The scroll handler reads `scrollTop` and nothing else of the page. */
import { computed, nextTick, ref, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'

export interface VirtualRows {
  /** The first row drawn and the one after the last. */
  readonly range: ComputedRef<{ readonly start: number; readonly end: number }>
  /** How many row elements there are: row `index` is drawn by the element `index % pool`. */
  readonly pool: ComputedRef<number>
  readonly viewport: Ref<number>
  readonly onScroll: () => void
  /** Brings a row into view by the shortest way. */
  reveal(index: number): void
  /** Where it stands once it is drawn: what was asked for last, not what the page has reached. */
  scrollTop(): number
  /** To so many pixels, once the rows are drawn that make room for it. */
  scrollTo(pixels: number): void
}

/** Rows drawn beyond the edges, so that a scroll of the compositor finds them there. */
const overscan = 8

/** The rows in view for a place and a height, all in pixels. Pure, for tests and other lists. */
export function rangeOf(
  scrollTop: number,
  viewport: number,
  rowHeight: number,
  count: number
): { start: number; end: number } {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight)
  const last = Math.ceil((Math.max(0, scrollTop) + viewport) / rowHeight)
  const end = Math.min(count, last + overscan)
  return { start: Math.max(0, Math.min(first - overscan, end)), end }
}

/** `headHeight` is what a sticky head covers of the scroller, in pixels. */
export function useVirtualRows(
  scroller: Readonly<ShallowRef<HTMLElement | null>>,
  count: () => number,
  rowHeight: number,
  headHeight: () => number = () => 0
): VirtualRows {
  const viewport = ref(600)
  /** Only a change of the first row in view matters: a scroll within it draws nothing. */
  const first = ref(0)
  let top = 0
  const range = computed(() => rangeOf(first.value * rowHeight, viewport.value + rowHeight, rowHeight, count()))
  const pool = computed(() => Math.ceil(viewport.value / rowHeight) + 2 * overscan + 3)

  const place = (scrollTop: number): void => {
    top = scrollTop
    first.value = Math.floor(Math.max(0, scrollTop) / rowHeight)
  }
  const onScroll = (): void => {
    if (scroller.value !== null) place(scroller.value.scrollTop)
  }
  function scrollTo(pixels: number): void {
    const wanted = Math.max(0, pixels)
    if (wanted === top) return
    place(wanted)
    // Before the next paint, and after the rows that it needs are there: a page cannot scroll into what is not drawn.
    void nextTick(() => {
      if (scroller.value !== null && top === wanted) scroller.value.scrollTop = wanted
    })
  }

  watch(
    scroller,
    (element, _, onCleanup) => {
      if (element === null || typeof ResizeObserver === 'undefined') return
      const observer = new ResizeObserver((entries) => {
        const height = entries.at(-1)?.contentRect.height ?? 0
        // Hidden behind another tab it has no height: what was drawn stays.
        if (height > 0) viewport.value = Math.max(rowHeight, height - headHeight())
      })
      observer.observe(element)
      onCleanup(() => observer.disconnect())
    },
    { immediate: true, flush: 'post' }
  )

  return {
    range,
    pool,
    viewport,
    onScroll,
    reveal(index) {
      const upper = index * rowHeight
      if (upper < top) scrollTo(upper)
      else if (upper + rowHeight > top + viewport.value) scrollTo(upper + rowHeight - viewport.value)
    },
    scrollTop: () => top,
    scrollTo
  }
}
