/**
 * Time for what shows an age. A reader is called again at the very second in which its words change, not before: when no
 * age on screen is young, nothing ticks, and while the window is hidden nothing does.
 */
import { shallowRef, triggerRef, type ShallowRef } from 'vue'
import { nextChange } from '../../../contract/format/age'

/** By the second at which they are due, milliseconds since 1970: who read an age whose words change then. */
const due = new Map<number, ShallowRef<number>>()
let timer: ReturnType<typeof setTimeout> | undefined
let firesAt = Number.POSITIVE_INFINITY
let listening = false

function schedule(): void {
  if (due.size === 0 || document.hidden) return
  const next = Math.min(...due.keys())
  if (timer !== undefined && next >= firesAt) return
  clearTimeout(timer)
  firesAt = next
  // A timer takes 31 bits of milliseconds; an age that changes later than in a day is looked at again tomorrow.
  timer = setTimeout(fire, Math.min(86_400_000, Math.max(0, next - Date.now())))
}

function fire(): void {
  timer = undefined
  firesAt = Number.POSITIVE_INFINITY
  const now = Date.now()
  for (const [at, readers] of [...due]) {
    if (at > now) continue
    due.delete(at)
    triggerRef(readers)
  }
  schedule()
}

function listen(): void {
  listening = true
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) return fire()
    clearTimeout(timer)
    timer = undefined
    firesAt = Number.POSITIVE_INFINITY
  })
}

/**
 * Milliseconds that have passed since `since` (milliseconds since 1970). Read in a render or a computed, it is read again
 * when the words for it change.
 */
export function elapsed(since: number): number {
  if (!listening) listen()
  const now = Date.now()
  const passed = now - since
  const at = Math.ceil((now + nextChange(passed)) / 1000) * 1000
  let readers = due.get(at)
  if (readers === undefined) {
    readers = shallowRef(at)
    due.set(at, readers)
    schedule()
  }
  void readers.value
  return passed
}

/** How many moments are waited for; for tests. */
export const waitedFor = (): number => due.size
