/** A list that comes a page at a time, as far as one scrolls: one question under way, given up when another list is wanted. */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Failure } from '../../../contract/failure'

export interface PageAnswer<Item> {
  readonly items: readonly Item[]
  readonly total: number
  readonly more: boolean
}

export interface Pages<Item> {
  readonly items: ShallowRef<readonly Item[]>
  /** Undefined before the first answer. */
  readonly total: Ref<number | undefined>
  readonly loading: Ref<boolean>
  readonly failure: ShallowRef<Failure | undefined>
  /** The next page, unless one is under way or there is none. */
  more(): void
  /** From the first page. */
  again(): void
}

export interface PagesParts<Wanted, Item> {
  /** Read reactively: another one begins anew, after `pause` milliseconds. Undefined: nothing yet. */
  readonly wanted: () => Wanted | undefined
  readonly pause?: number
  /** Asks for a page, from 1; what it gives back gives the question up. */
  readonly ask: (
    wanted: Wanted,
    page: number,
    hear: (answer: PageAnswer<Item>) => void,
    fail: (failure: Failure) => void
  ) => () => void
  /** What was pushed meanwhile moves a page's edge: an item that came already is left out. */
  readonly keyOf: (item: Item) => string
}

/** Pages in a row that bring nothing new: whoever answers so would do it for ever. */
const mostBarren = 3

export function usePages<Wanted, Item>({ wanted, pause = 250, ask, keyOf }: PagesParts<Wanted, Item>): Pages<Item> {
  const items = shallowRef<readonly Item[]>([])
  const total = ref<number>()
  const loading = ref(false)
  const failure = shallowRef<Failure>()
  let page = 0
  let left = false
  let barren = 0
  let giveUp: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let known = new Set<string>()

  function load(): void {
    const present = wanted()
    if (present === undefined) return
    const asked = page + 1
    loading.value = true
    giveUp = ask(
      present,
      asked,
      (answer) => {
        page = asked
        loading.value = false
        failure.value = undefined
        if (asked === 1) known = new Set()
        const fresh = answer.items.filter((item) => !known.has(keyOf(item)))
        for (const item of fresh) known.add(keyOf(item))
        items.value = asked === 1 ? fresh : [...items.value, ...fresh]
        total.value = answer.total
        barren = fresh.length === 0 ? barren + 1 : 0
        left = answer.more && barren < mostBarren
      },
      (refused) => {
        loading.value = false
        failure.value = refused
        left = asked > 1
      }
    )
  }
  function stop(): void {
    clearTimeout(timer)
    giveUp?.()
    giveUp = undefined
  }
  function begin(after: number): void {
    stop()
    page = 0
    left = false
    barren = 0
    loading.value = true
    timer = setTimeout(load, after)
  }

  watch(
    () => JSON.stringify(wanted() ?? null),
    (_, before) => {
      if (wanted() === undefined) stop()
      else begin(before === undefined ? 0 : pause)
    },
    { immediate: true }
  )
  onScopeDispose(stop)
  return {
    items,
    total,
    loading,
    failure,
    more() {
      if (!loading.value && left && failure.value === undefined) load()
    },
    again: () => {
      failure.value = undefined
      if (page === 0) begin(0)
      else load()
    }
  }
}
