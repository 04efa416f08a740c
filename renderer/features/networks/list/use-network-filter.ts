/** What narrows the list of networks: free words, docker's own filters, and whether all, the unused, or only one's own are shown. */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Failure } from '../../../../contract/failure'
import { askedNetworkFilters, freeNetworkWords, type NetworkFilter } from '../../../../contract/networks/list/filters'
import { call } from '../../../ipc/client'
import { useNetworks } from '../../../stores/networks'
import { useEngineMatches } from '../../../ui/filter/use-engine-matches'
import { matches, type NetworkRow } from '../network-rows'

export type UseFilter = 'all' | 'used' | 'unused' | 'own'

/** They stay as they are while the app runs, whatever page is open. */
const text = ref('')
const use = ref<UseFilter>('all')
const filters = shallowRef<readonly NetworkFilter[]>([])

function clearNetworkFilter(): void {
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
  const asked = computed(() => askedNetworkFilters(filters.value))
  const { matched, failure } = useEngineMatches(
    () => asked.value,
    () => networks.byId,
    (connection, wanted) => call('networks.matching', { connection, filters: wanted })
  )

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
