/** What containers use, for as long as somebody looks: one stream for all who do, and for each container a value of its own. */
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { StatsSample, StatsState, StatsUpdate } from '../../contract/containers/stats/model'
import { useStream } from '../ipc/use-stream'
import { useConnections } from './connections'

export interface StatsEntry {
  readonly state: StatsState
  /** The newest, where it runs. */
  readonly sample: StatsSample | undefined
  /** Percent of a core over the last minute, oldest first. The same array as long as nothing in it would look different. */
  readonly recent: readonly number[]
}

/** Values of the small lines. */
const recentValues = 60
/** Milliseconds that rows may fly by before their streams are opened. */
const settling = 120
/** Milliseconds in which a line moves on by itself where no message comes: a little more than between two messages. */
const pace = 3_600
const waiting: StatsEntry = { state: 'waiting', sample: undefined, recent: [] }

export const useStats = defineStore('stats', () => {
  const connections = useConnections()
  const entries = new Map<string, ShallowRef<StatsEntry>>()
  const wishes = shallowRef<ReadonlyMap<symbol, readonly string[]>>(new Map())
  /** Changes with each message: for who shows many at once. */
  const tick = shallowRef(0)
  const hidden = shallowRef(document.hidden)
  document.addEventListener('visibilitychange', () => (hidden.value = document.hidden))

  const ids = computed(() =>
    hidden.value ? [] : [...new Set([...wishes.value.values()].flat())].sort().slice(0, 1000)
  )
  const entryOf = (id: string): ShallowRef<StatsEntry> => {
    let entry = entries.get(id)
    if (entry === undefined) entries.set(id, (entry = shallowRef(waiting)))
    return entry
  }

  /** Whose lines have not come to rest: they move on each second, also where nothing else changes. */
  let moving: ReturnType<typeof setTimeout> | undefined
  let movedAt = 0
  function take({ id, state, sample, recent }: StatsUpdate): void {
    const entry = entryOf(id)
    entry.value = { state, sample, recent: recent ?? entry.value.recent }
  }
  /** By a second for each that has passed: who was not told of goes on as it was. */
  function move(): void {
    const seconds = Math.min(recentValues, Math.max(1, Math.round((Date.now() - movedAt) / 1_000)))
    movedAt = Date.now()
    let restless = false
    for (const entry of entries.values()) {
      const { sample, recent } = entry.value
      if (sample?.cpu === undefined) continue
      const line = withValue(recent, sample.cpu, seconds)
      if (line === recent) continue
      restless = true
      entry.value = { ...entry.value, recent: line }
    }
    tick.value += 1
    clearTimeout(moving)
    moving = restless && ids.value.length > 0 ? setTimeout(move, pace) : undefined
  }
  const stream = useStream(
    'containers.stats',
    () =>
      ids.value.length > 0 && connections.currentId !== undefined ? { connection: connections.currentId } : undefined,
    {
      opened: () => {
        movedAt = Date.now()
        queueMicrotask(tell)
      },
      items: (items) => {
        for (const updates of items) updates.forEach(take)
        move()
      },
      ended: () => {
        for (const entry of entries.values()) entry.value = { ...entry.value, state: 'interrupted', sample: undefined }
        tick.value += 1
      }
    }
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  function tell(): void {
    clearTimeout(timer)
    timer = undefined
    const wanted = new Set(ids.value)
    for (const id of entries.keys()) if (!wanted.has(id)) entries.delete(id)
    if (wanted.size > 0) stream.write({ kind: 'watch', ids: [...wanted] })
  }
  watch(
    () => ids.value.join(),
    () => (timer ??= setTimeout(tell, settling))
  )
  watch(
    () => connections.currentId,
    () => entries.clear(),
    { flush: 'sync' }
  )

  /** Looks at these from now on, as they change, until the scope that calls it ends. */
  function look(wanted: Readonly<Ref<readonly string[]>>): void {
    const key = Symbol('looks')
    const set = (wish: readonly string[] | undefined): void => {
      const next = new Map(wishes.value)
      if (wish === undefined || wish.length === 0) next.delete(key)
      else next.set(key, wish)
      wishes.value = next
    }
    watch(wanted, set, { immediate: true })
    onScopeDispose(() => set(undefined))
  }
  /** Reactive. `waiting` for what nobody looks at. */
  const of = (id: string): StatsEntry => entryOf(id).value

  return { of, watch: look, tick }
})

/** A line that is flat stays the same array. */
function withValue(line: readonly number[], value: number, times: number): readonly number[] {
  const rounded = Math.round(value * 10) / 10
  if (line.length >= recentValues && line.every((one) => one === rounded)) return line
  return [...line, ...Array.from({ length: times }, () => rounded)].slice(-recentValues)
}
