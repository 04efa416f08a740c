/** Whole lines that are chosen, drawn or not: with Shift and a click or the arrows, or all. */
import { computed, shallowRef, type ComputedRef } from 'vue'
import type { LogSource } from './log-source'

export interface LineSelection {
  /** `to` excluded; undefined where the page's own selection counts. */
  readonly range: ComputedRef<{ readonly from: number; readonly to: number } | undefined>
  readonly isAll: ComputedRef<boolean>
  has(number: number): boolean
  all(): void
  drop(): void
  press(number: number | undefined, event: Pick<PointerEvent, 'shiftKey' | 'preventDefault'>): void
  /** One line further; returns the line that it reaches. `top`: where it begins when there is none. */
  extend(step: 1 | -1, top: number): number
}

type Chosen =
  { readonly kind: 'all' } | { readonly kind: 'lines'; readonly anchor: number; readonly reached: number } | undefined

export function useLineSelection(source: () => LogSource): LineSelection {
  const chosen = shallowRef<Chosen>()
  let pressed: number | undefined

  const range = computed(() => {
    const { first, end, version } = source()
    void version.value
    if (chosen.value === undefined) return undefined
    if (chosen.value.kind === 'all') return { from: first, to: end }
    const { anchor, reached } = chosen.value
    return { from: Math.max(first, Math.min(anchor, reached)), to: Math.min(end, Math.max(anchor, reached) + 1) }
  })
  return {
    range,
    isAll: computed(() => chosen.value?.kind === 'all'),
    has: (number) =>
      chosen.value?.kind === 'lines' &&
      range.value !== undefined &&
      number >= range.value.from &&
      number < range.value.to,
    all: () => void (chosen.value = { kind: 'all' }),
    drop: () => void (chosen.value = undefined),
    press(number, event) {
      if (event.shiftKey && pressed !== undefined && number !== undefined) {
        event.preventDefault()
        chosen.value = { kind: 'lines', anchor: pressed, reached: number }
        return
      }
      chosen.value = undefined
      pressed = number
    },
    extend(step, top) {
      const { first, end } = source()
      const from = chosen.value?.kind === 'lines' ? chosen.value : undefined
      const anchor = from?.anchor ?? pressed ?? top
      const reached = Math.max(first, Math.min(end - 1, from === undefined ? anchor : from.reached + step))
      chosen.value = { kind: 'lines', anchor, reached }
      return reached
    }
  }
}
