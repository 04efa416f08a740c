/** What narrows the list of networks: free words, docker's own filters, and whether all, the unused, or only one's own are shown. */
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Failure } from '../../../../contract/failure'
import { askedNetworkFilters, freeNetworkWords, type NetworkFilter } from '../../../../contract/networks/list/filters'
import { call } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'
import { useNetworks } from '../../../stores/networks'
import { matches, type NetworkRow } from '../network-rows'

export type UseFilter = 'all' | 'used' | 'unused' | 'own'

/** Milliseconds after a change of the list before the engine is asked again: a burst is one question. */
const settle = 150

/** They stay as they are while the app runs, whatever page is open. */
const text = ref('')
const use = ref<UseFilter>('all')
const filters = shallowRef<readonly NetworkFilter[]>([])

export function clearNetworkFilter(): void {
  text.value = ''
  use.value = 'all'
  filters.value = []
}
/** A pasted `docker network ls --filter …` shows what it would list. */
export function setNetworkFilters(wanted: readonly NetworkFilter[]): void {
  clearNetworkFilter()
  filters.value = wanted
}

export interface NetworkFilterState {
  readonly text: Ref<string>
  readonly use: Ref<UseFilter>
  readonly filters: ShallowRef<readonly NetworkFilter[]>
  readonly rows: ComputedRef<readonly NetworkRow[]>
  /** Why the engine could not say what its filters leave. */
  readonly failure: ShallowRef<Failure | undefined>
  readonly narrows: ComputedRef<boolean>
  clear(): void
}

const passes: Readonly<Record<UseFilter, (row: NetworkRow) => boolean>> = {
  all: () => true,
  used: ({ users }) => users.length > 0,
  unused: ({ users }) => users.length === 0,
  own: ({ builtIn }) => builtIn === undefined
}

export function useNetworkFilter(all: () => readonly NetworkRow[]): NetworkFilterState {
  const networks = useNetworks()
  const connections = useConnections()
  const matched = shallowRef<ReadonlySet<string>>()
  const failure = shallowRef<Failure>()
  const asked = computed(() => askedNetworkFilters(filters.value))
  const question = computed(() => JSON.stringify([connections.currentId, asked.value]))
  let round = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    const connection = connections.currentId
    const mine = ++round
    if (asked.value === undefined || connection === undefined) return
    const outcome = await call('networks.matching', { connection, filters: asked.value })
    if (mine !== round) return
    failure.value = outcome.ok ? undefined : outcome.failure
    matched.value = new Set(outcome.ok ? outcome.value : [])
  }
  watch(
    question,
    () => {
      matched.value = undefined
      failure.value = undefined
      void ask()
    },
    { immediate: true }
  )
  watch(
    () => networks.byId,
    () => {
      if (asked.value === undefined) return
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), settle)
    }
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    round++
  })

  return {
    text,
    use,
    filters,
    failure,
    rows: computed(() => {
      const words = freeNetworkWords(text.value)
      const kept = asked.value === undefined ? undefined : matched.value
      return all().filter(
        (row) =>
          passes[use.value](row) &&
          (words === '' || matches(row, words)) &&
          (kept === undefined || kept.has(row.network.id))
      )
    }),
    narrows: computed(() => text.value.trim() !== '' || use.value !== 'all' || filters.value.length > 0),
    clear: clearNetworkFilter
  }
}
