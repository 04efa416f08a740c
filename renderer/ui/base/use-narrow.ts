/** Whether an element is narrower than so many pixels. */
import { ref, watch, type Ref, type ShallowRef } from 'vue'

export function useNarrow(
  element: Readonly<ShallowRef<HTMLElement | null>>,
  limit: () => number
): Readonly<Ref<boolean>> {
  const narrow = ref(false)
  watch(
    element,
    (present, _, onCleanup) => {
      if (present === null || typeof ResizeObserver === 'undefined') return
      // Known before the first frame, so that nothing jumps.
      narrow.value = present.clientWidth > 0 && present.clientWidth < limit()
      const observer = new ResizeObserver((entries) => {
        const width = entries.at(-1)?.contentRect.width ?? 0
        if (width > 0) narrow.value = width < limit()
      })
      observer.observe(present)
      onCleanup(() => observer.disconnect())
    },
    { immediate: true, flush: 'post' }
  )
  return narrow
}
