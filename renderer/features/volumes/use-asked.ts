/** What the palette or a pasted command asks of the volumes page, by its address: done once, then the address is clean again. */
import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** `?create=` (with the pasted command), `?prune=`, `?remove=NAME`. */
export function useAsked(act: {
  readonly create: (paste: string) => void
  readonly prune: () => void
  readonly remove: (names: readonly string[]) => void
  /** The list is there: before, nothing can be said of a name. */
  readonly ready: () => boolean
}): void {
  const route = useRoute()
  const router = useRouter()
  watch(
    [() => route.query, act.ready],
    ([query, ready]) => {
      const { create, prune, remove } = query
      if (create === undefined && prune === undefined && (remove === undefined || !ready)) return
      void router.replace({ path: route.path })
      if (create !== undefined) act.create(typeof create === 'string' ? create : '')
      else if (prune !== undefined) act.prune()
      else act.remove((Array.isArray(remove) ? remove : [remove]).filter((name) => typeof name === 'string'))
    },
    { immediate: true }
  )
}
