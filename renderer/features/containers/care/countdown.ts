/** How long a stop still waits before it kills: shown where the container's state stands. */
import { shallowRef } from 'vue'

/** By container: when its time is up, milliseconds since 1970. */
const deadlines = shallowRef<ReadonlyMap<string, number>>(new Map())
const now = shallowRef(0)
let timer: ReturnType<typeof setInterval> | undefined

/** Milliseconds after which a stop is worth asking how long it may take. */
const patience = 1_500
/** Docker's own, where the container names none. */
const usual = 10
/** More than so many at once are not asked for. */
const most = 20

function set(id: string, deadline: number | undefined): void {
  const next = new Map(deadlines.value)
  if (deadline === undefined) next.delete(id)
  else next.set(id, deadline)
  deadlines.value = next
  now.value = Date.now()
  if (next.size > 0) timer ??= setInterval(() => (now.value = Date.now()), 250)
  else {
    clearInterval(timer)
    timer = undefined
  }
}

/** Whole seconds; undefined where nothing is being counted, 0 once it is being killed. */
export function secondsLeft(id: string): number | undefined {
  const deadline = deadlines.value.get(id)
  return deadline === undefined ? undefined : Math.max(0, Math.ceil((deadline - now.value) / 1000))
}

/**
 * Counts from now on, `timeout` seconds where that was chosen; else `ask` gives the container's own once it takes a
 * while. Returns what ends it.
 */
export function countDown(
  ids: readonly string[],
  timeout: number | undefined,
  ask: (id: string) => Promise<number | undefined>
): () => void {
  const began = Date.now()
  let ended = false
  const begin = (id: string, seconds: number): void => {
    if (!ended && seconds > 0) set(id, began + seconds * 1000)
  }
  const later = setTimeout(() => {
    if (timeout === undefined) for (const id of ids.slice(0, most)) void ask(id).then((own) => begin(id, own ?? usual))
  }, patience)
  if (timeout !== undefined) for (const id of ids) begin(id, timeout)
  return () => {
    ended = true
    clearTimeout(later)
    for (const id of ids) if (deadlines.value.has(id)) set(id, undefined)
  }
}
