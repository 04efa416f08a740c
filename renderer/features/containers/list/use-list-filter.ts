/** What narrows the list of containers: free words, docker's own filters, and whether all or only some states are shown. */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import {
  applyFilters,
  askedFilters,
  filterProblem,
  parseFilter,
  type ListFilter
} from '../../../../contract/containers/list/filters'
import type { Container } from '../../../../contract/containers/model'
import type { Failure } from '../../../../contract/failure'
import { call } from '../../../ipc/client'
import { useContainers } from '../../../stores/containers'
import { useEngineMatches } from '../../../ui/filter/use-engine-matches'
import { filterContainers, type StateFilter } from './filter'

/** They stay as they are while the app runs, whatever page is open. */
const text = ref('')
const state = ref<StateFilter>('all')
const filters = shallowRef<readonly ListFilter[]>([])

/** A pasted `docker ps --filter …` shows what it would list. */
export function setListFilters(wanted: readonly ListFilter[], states: StateFilter): void {
  text.value = ''
  state.value = states
  filters.value = wanted
}

export interface ListFilterState {
  readonly text: Ref<string>
  readonly state: Ref<StateFilter>
  readonly filters: ShallowRef<readonly ListFilter[]>
  readonly rows: ComputedRef<readonly Container[]>
  /** Why the engine could not say what its filters leave. */
  readonly failure: ShallowRef<Failure | undefined>
  /** Anything narrows it at all. */
  readonly narrows: ComputedRef<boolean>
  clear(): void
  /** Sets filters from outside: `ancestor=nginx`. */
  set(pieces: readonly string[]): void
}

export function useListFilter(): ListFilterState {
  const containers = useContainers()
  const asked = computed(() => askedFilters(filters.value))
  const { matched, failure } = useEngineMatches(
    () => asked.value,
    () => containers.byId,
    async (connection, filters) => {
      const outcome = await call('containers.matching', { connection, filters: filters as Record<string, string[]> })
      return outcome.ok ? { ok: true, value: outcome.value.ids } : outcome
    }
  )

  return {
    text,
    state,
    filters,
    failure,
    rows: computed(() =>
      applyFilters(filterContainers(containers.list, text.value, state.value), filters.value, matched.value)
    ),
    narrows: computed(() => text.value.trim() !== '' || state.value !== 'all' || filters.value.length > 0),
    clear: () => setListFilters([], 'all'),
    set: (pieces) =>
      setListFilters(
        pieces.flatMap((piece) => parseFilter(piece) ?? []),
        'all'
      )
  }
}

/** Those that would be refused, with why, as a key of the locale files. */
export const problemKey = (filter: ListFilter): string | undefined => {
  const problem = filterProblem(filter)
  return problem === undefined ? undefined : `containers-list.problem.${problem}`
}
