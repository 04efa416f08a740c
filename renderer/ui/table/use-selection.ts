/** Which rows are chosen: ids, kept apart from the rows, so that no refresh drops them. */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'

export interface Selection {
  /** What was chosen, whether or not it is in the table at this moment. */
  readonly chosen: ShallowRef<ReadonlySet<string>>
  /** What is chosen of the rows that are there: a filter hides the others, and nothing is done to what is hidden. */
  readonly present: ComputedRef<ReadonlySet<string>>
  /** Where the keyboard stands. */
  readonly active: Ref<string | undefined>
  /** Chooses one row alone. */
  only(id: string): void
  toggle(id: string): void
  /** Chooses from the row where the last choice began to this one; `adding` keeps what was chosen before. */
  extend(id: string, adding?: boolean): void
  all(): void
  none(): void
  replace(ids: Iterable<string>): void
}

/** `indexOf` gives a row's place among the rows shown, or undefined; `idAt` the other way; `count` how many there are. */
export function useSelection(
  indexOf: (id: string) => number | undefined,
  idAt: (index: number) => string | undefined,
  count: () => number
): Selection {
  const chosen = shallowRef<ReadonlySet<string>>(new Set())
  const active = ref<string>()
  let anchor: string | undefined

  const present = computed<ReadonlySet<string>>(() => {
    if (chosen.value.size === 0) return chosen.value
    const there = new Set<string>()
    for (const id of chosen.value) if (indexOf(id) !== undefined) there.add(id)
    return there
  })

  function stand(id: string): void {
    active.value = id
    anchor = id
  }

  return {
    chosen,
    present,
    active,
    only(id) {
      stand(id)
      chosen.value = new Set([id])
    },
    toggle(id) {
      stand(id)
      const next = new Set(present.value)
      if (!next.delete(id)) next.add(id)
      chosen.value = next
    },
    extend(id, adding = false) {
      const from = (anchor === undefined ? undefined : indexOf(anchor)) ?? indexOf(id)
      const to = indexOf(id)
      if (from === undefined || to === undefined) return
      const next = adding ? new Set(present.value) : new Set<string>()
      for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
        const between = idAt(index)
        if (between !== undefined) next.add(between)
      }
      active.value = id
      anchor ??= id
      chosen.value = next
    },
    all() {
      const next = new Set<string>()
      for (let index = 0; index < count(); index++) {
        const id = idAt(index)
        if (id !== undefined) next.add(id)
      }
      chosen.value = next
    },
    none() {
      chosen.value = new Set()
    },
    replace(ids) {
      chosen.value = new Set(ids)
    }
  }
}
