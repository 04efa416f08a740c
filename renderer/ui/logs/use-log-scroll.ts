/** Which lines of a log stand in view, at its end while it follows, and where the reader is while it does not. */
import { computed, nextTick, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { LogSource } from './log-source'
import { evenGeometry, unevenGeometry, type LogGeometry } from './log-geometry'

export const lineHeight = 18
const overscan = 12

export interface LogScroll {
  readonly lines: ComputedRef<{ readonly start: number; readonly end: number; readonly offset: number }>
  readonly total: Readonly<Ref<number>>
  readonly follow: Readonly<Ref<boolean>>
  readonly onScroll: () => void
  /** Somebody has a hand on it: wheel, key, scrollbar. Only then does a scroll upwards mean that it is read. */
  readonly byHand: () => void
  toNewest(): void
  /** Brings a line to the middle of the view where it is not in view. */
  reveal(number: number): void
  /** The number of the first line in view. */
  top(): number
  /** The measured height of a line that is drawn; only where lines wrap. */
  measured(heights: ReadonlyArray<readonly [number: number, height: number]>): void
}

/** `heightOf` estimates a wrapped line's height; undefined where lines do not wrap. */
export function useLogScroll(
  scroller: Readonly<ShallowRef<HTMLElement | null>>,
  buffer: () => LogSource,
  heightOf: () => ((number: number) => number) | undefined
): LogScroll {
  const follow = ref(true)
  const total = ref(0)
  const viewport = ref(400)
  const top = ref(0)
  /** Changes whenever a line's place may have. */
  const laid = ref(0)
  let handAt = Number.NEGATIVE_INFINITY
  const geometry = shallowRef<LogGeometry>(evenGeometry(lineHeight))

  function scrollTo(pixels: number): void {
    const wanted = Math.max(0, Math.min(pixels, total.value - viewport.value))
    top.value = wanted
    void nextTick(() => {
      if (scroller.value !== null && top.value === wanted) scroller.value.scrollTop = wanted
    })
  }
  const toBottom = (): void => scrollTo(total.value - viewport.value)

  function layOut(): void {
    const { first, end } = buffer()
    const moved = geometry.value.update(first, end, heightOf() ?? (() => lineHeight))
    total.value = geometry.value.total
    laid.value++
    if (follow.value) toBottom()
    // Lines above went or came: what is read stays where it is.
    else if (moved !== 0) scrollTo(top.value - moved)
  }

  watch(() => buffer().version.value, layOut)
  watch(
    [buffer, heightOf],
    () => {
      const line = geometry.value.lineAt(top.value)
      geometry.value = heightOf() === undefined ? evenGeometry(lineHeight) : unevenGeometry()
      layOut()
      if (!follow.value) scrollTo(geometry.value.offsetOf(line))
    },
    { immediate: true }
  )
  watch(
    () => buffer().generation?.value,
    () => {
      geometry.value = heightOf() === undefined ? evenGeometry(lineHeight) : unevenGeometry()
      follow.value = true
      layOut()
    },
    { flush: 'sync' }
  )
  watch(
    scroller,
    (element, _, onCleanup) => {
      if (element === null || typeof ResizeObserver === 'undefined') return
      const observer = new ResizeObserver((entries) => {
        const height = entries.at(-1)?.contentRect.height ?? 0
        if (height === 0) return
        viewport.value = height
        if (follow.value) toBottom()
      })
      observer.observe(element)
      onCleanup(() => observer.disconnect())
    },
    { immediate: true, flush: 'post' }
  )

  const lines = computed(() => {
    void laid.value
    const { lineAt, offsetOf, first, end } = geometry.value
    if (end <= first) return { start: first, end: first, offset: 0 }
    const start = Math.max(first, lineAt(top.value) - overscan)
    return { start, end: Math.min(end, lineAt(top.value + viewport.value) + 1 + overscan), offset: offsetOf(start) }
  })

  return {
    lines,
    total,
    follow,
    onScroll() {
      if (scroller.value === null) return
      const reached = scroller.value.scrollTop
      const atEnd = reached >= total.value - viewport.value - 4
      const touched = performance.now() - handAt < 1000
      if (atEnd) follow.value = true
      // A scrollbar that appears, or a page that is not as high yet, also scrolls: that is nobody's wish.
      else if (reached < top.value - 1 && touched) follow.value = false
      if (follow.value && !atEnd) toBottom()
      else top.value = reached
    },
    byHand: () => (handAt = performance.now()),
    toNewest() {
      follow.value = true
      toBottom()
    },
    reveal(number) {
      const offset = geometry.value.offsetOf(number)
      if (offset >= top.value && offset + lineHeight <= top.value + viewport.value) return
      follow.value = false
      scrollTo(offset - viewport.value / 2)
    },
    top: () => geometry.value.lineAt(top.value),
    measured(heights) {
      let above = 0
      let changed = false
      const firstInView = geometry.value.lineAt(top.value)
      for (const [number, height] of heights) {
        const change = geometry.value.correct(number, height)
        if (change !== 0) changed = true
        if (number < firstInView) above += change
      }
      if (!changed) return
      total.value = geometry.value.total
      laid.value++
      if (follow.value) toBottom()
      else if (above !== 0) scrollTo(top.value + above)
    }
  }
}
