/** The entries of all providers for what is typed, those that come later added when they come. */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { providers, type PaletteEntry } from './use-palette'

export function usePaletteEntries(query: Ref<string>): {
  readonly entries: ShallowRef<readonly PaletteEntry[]>
  readonly waiting: Ref<number>
} {
  const entries = shallowRef<readonly PaletteEntry[]>([])
  const waiting = ref(0)
  let abort = new AbortController()

  function collect(): void {
    abort.abort()
    abort = new AbortController()
    const { signal } = abort
    const lists: Array<readonly PaletteEntry[]> = []
    const show = (): void => void (entries.value = lists.flat())
    waiting.value = 0
    ;[...providers].forEach((provide, place) => {
      lists[place] = []
      const answer = provide(query.value, signal)
      if (!(answer instanceof Promise)) {
        lists[place] = answer
        return
      }
      waiting.value++
      answer
        .then(
          (list) => {
            if (signal.aborted) return
            lists[place] = list
            show()
          },
          // A provider that fails offers nothing; what it asks says for itself what went wrong where it is at home.
          () => undefined
        )
        .finally(() => {
          if (!signal.aborted) waiting.value--
        })
    })
    show()
  }

  watch([query, () => providers.size], collect, { immediate: true })
  onScopeDispose(() => abort.abort())
  return { entries, waiting }
}
