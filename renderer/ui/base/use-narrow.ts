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
      // The observer tells of the first size before anything is painted; to ask for it here would lay the page out twice.
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
