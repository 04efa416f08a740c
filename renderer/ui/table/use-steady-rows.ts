/**
 * Keeps what the pointer is on where it is while rows come, go and change places around it. A row that goes away under
 * the pointer stays as a ghost until the pointer moves off it: no click meant for it falls on its neighbour.
 */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

/** Milliseconds that a ghost stays at most: longer than a click that was already under way takes. */
const ghostLife = 1500

export interface SteadyRows<Row> {
  /** The rows as drawn. */
  readonly rows: ShallowRef<readonly Row[]>
  /** The id of a row that is gone and still drawn. */
  readonly ghost: Ref<string | undefined>
  /** Pixels by which the rows stand below their places, so that the one under the pointer can stay in its own. */
  readonly gap: Ref<number>
  /** Pixels that the rows' room must be high at least, so that the scroll position can stay. */
  readonly room: Ref<number>
  /** The pointer is over the row of this index, or over none. */
  hover(index: number | undefined): void
}

export interface Scrolling {
  scrollTop(): number
  /** Pixels of rows in view. */
  height(): number
  scrollTo(pixels: number): void
}

/** `keyboard` gives the row that the keyboard stands on, where it is in view: it is kept in place like the pointer's. */
export function useSteadyRows<Row>(
  sorted: () => readonly Row[],
  keyOf: (row: Row) => string,
  rowHeight: number,
  scrolling: Scrolling,
  keyboard: () => string | undefined = () => undefined
): SteadyRows<Row> {
  const rows = shallowRef<readonly Row[]>(sorted())
  const ghost = ref<string>()
  const gap = ref(0)
  const room = ref(0)
  let hovered: string | undefined
  let burial: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(burial))

  const find = (list: readonly Row[], id: string): number => list.findIndex((row) => keyOf(row) === id)

  /** The row that must not move, and where it stands: the pointer's, else the keyboard's, else the first in view. */
  function anchor(): { readonly id: string; readonly index: number } | undefined {
    const top = scrolling.scrollTop()
    const first = top > 0 ? rows.value[Math.ceil((top - gap.value) / rowHeight)] : undefined
    const id = hovered ?? keyboard() ?? (first === undefined ? undefined : keyOf(first))
    const index = id === undefined ? -1 : find(rows.value, id)
    return id === undefined || index < 0 ? undefined : { id, index }
  }

  /** Shows other rows, in which what stood at `from` stands at `to`. */
  function show(next: readonly Row[], from: number, to: number): void {
    rows.value = next
    const top = scrolling.scrollTop()
    const wanted = top - gap.value + (to - from) * rowHeight
    gap.value = hovered === undefined ? 0 : Math.max(0, -wanted)
    const scrolled = Math.max(0, wanted)
    room.value = hovered === undefined ? 0 : scrolled + scrolling.height()
    if (scrolled !== top) scrolling.scrollTo(scrolled)
  }

  /** Where a row that stood at `index` would stand now: after the nearest of those above it that are still there. */
  function placeOf(next: readonly Row[], index: number): number {
    const places = new Map(next.map((row, at) => [keyOf(row), at]))
    for (let above = index - 1; above >= 0; above--) {
      const row = rows.value[above]
      const at = row === undefined ? undefined : places.get(keyOf(row))
      if (at !== undefined) return at + 1
    }
    return 0
  }

  watch(sorted, (next) => {
    const kept = anchor()
    clearTimeout(burial)
    ghost.value = undefined
    if (kept === undefined) return show(next, 0, 0)
    const index = find(next, kept.id)
    if (index >= 0) return show(next, kept.index, index)
    const gone = rows.value[kept.index]
    if (hovered !== kept.id || gone === undefined) return show(next, 0, 0)
    const place = placeOf(next, kept.index)
    ghost.value = kept.id
    burial = setTimeout(bury, ghostLife)
    show([...next.slice(0, place), gone, ...next.slice(place)], kept.index, place)
  })

  function bury(): void {
    const gone = ghost.value
    if (gone === undefined) return
    clearTimeout(burial)
    ghost.value = undefined
    const next = rows.value.filter((row) => keyOf(row) !== gone)
    const from = hovered === undefined ? -1 : find(rows.value, hovered)
    show(next, Math.max(0, from), from < 0 || hovered === undefined ? 0 : find(next, hovered))
  }

  return {
    rows,
    ghost,
    gap,
    room,
    hover(index) {
      const row = index === undefined ? undefined : rows.value[index]
      const id = row === undefined ? undefined : keyOf(row)
      if (id === hovered) return
      hovered = id
      bury()
      if (id === undefined) {
        gap.value = 0
        room.value = 0
      }
    }
  }
}
