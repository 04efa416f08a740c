/** What narrows the list of containers: free words, docker's own filters, and whether all or only some states are shown. */
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
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
import { useConnections } from '../../../stores/connections'
import { useContainers } from '../../../stores/containers'
import { filterContainers, type StateFilter } from './filter'

/** Milliseconds after a change of the list before the engine is asked again: a burst is one question. */
const settle = 150

/** They stay as they are while the app runs, whatever page is open. */
const text = ref('')
const state = ref<StateFilter>('all')
const filters = shallowRef<readonly ListFilter[]>([])

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
  const connections = useConnections()
  const matched = shallowRef<ReadonlySet<string>>()
  const failure = shallowRef<Failure>()
  const asked = computed(() => askedFilters(filters.value))
  const question = computed(() => JSON.stringify([connections.currentId, asked.value]))
  let round = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    const connection = connections.currentId
    const mine = ++round
    if (asked.value === undefined || connection === undefined) return
    const outcome = await call('containers.matching', {
      connection,
      filters: asked.value as Record<string, string[]>
    })
    if (mine !== round) return
    failure.value = outcome.ok ? undefined : outcome.failure
    // What docker refuses (a network that is not there) leaves nothing, as its own list does.
    matched.value = new Set(outcome.ok ? outcome.value.ids : [])
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
    () => containers.byId,
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
    state,
    filters,
    failure,
    rows: computed(() =>
      applyFilters(filterContainers(containers.list, text.value, state.value), filters.value, matched.value)
    ),
    narrows: computed(() => text.value.trim() !== '' || state.value !== 'all' || filters.value.length > 0),
    clear() {
      text.value = ''
      state.value = 'all'
      filters.value = []
    },
    set(pieces) {
      text.value = ''
      state.value = 'all'
      filters.value = pieces.flatMap((piece) => parseFilter(piece) ?? [])
    }
  }
}

/** Those that would be refused, with why, as a key of the locale files. */
export const problemKey = (filter: ListFilter): string | undefined => {
  const problem = filterProblem(filter)
  return problem === undefined ? undefined : `containers-list.problem.${problem}`
}
