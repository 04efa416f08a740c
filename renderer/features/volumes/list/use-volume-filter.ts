/** What narrows the list of volumes: free words, docker's own filters, and whether all, the unused or the nameless are shown. */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Failure } from '../../../../contract/failure'
import { askedVolumeFilters, freeVolumeWords, type VolumeFilter } from '../../../../contract/volumes/list/filters'
import { call } from '../../../ipc/client'
import { useVolumes } from '../../../stores/volumes'
import { useEngineMatches } from '../../../ui/filter/use-engine-matches'
import { matches, type VolumeRow } from '../volume-rows'

export type UseFilter = 'all' | 'used' | 'unused' | 'anonymous'

/** They stay as they are while the app runs, whatever page is open. */
const text = ref('')
const use = ref<UseFilter>('all')
const filters = shallowRef<readonly VolumeFilter[]>([])

function clearVolumeFilter(): void {
  text.value = ''
  use.value = 'all'
  filters.value = []
}
/** A pasted `docker volume ls --filter …` shows what it would list. */
export function setVolumeFilters(wanted: readonly VolumeFilter[]): void {
  clearVolumeFilter()
  filters.value = wanted
}

export interface VolumeFilterState {
  readonly text: Ref<string>
  readonly use: Ref<UseFilter>
  readonly filters: ShallowRef<readonly VolumeFilter[]>
  readonly rows: ComputedRef<readonly VolumeRow[]>
  /** Why the engine could not say what its filters leave. */
  readonly failure: ShallowRef<Failure | undefined>
  readonly narrows: ComputedRef<boolean>
  clear(): void
}

const passes: Readonly<Record<UseFilter, (row: VolumeRow) => boolean>> = {
  all: () => true,
  used: ({ users }) => users.length > 0,
  unused: ({ users }) => users.length === 0,
  anonymous: ({ anonymous }) => anonymous
}

export function useVolumeFilter(all: () => readonly VolumeRow[]): VolumeFilterState {
  const volumes = useVolumes()
  const asked = computed(() => askedVolumeFilters(filters.value))
  const { matched, failure } = useEngineMatches(
    () => asked.value,
    () => volumes.byName,
    (connection, wanted) => call('volumes.matching', { connection, filters: wanted })
  )

  return {
    text,
    use,
    filters,
    failure,
    rows: computed(() => {
      const words = freeVolumeWords(text.value)
      const kept = asked.value === undefined ? undefined : matched.value
      return all().filter(
        (row) =>
          passes[use.value](row) &&
          (words === '' || matches(row, words)) &&
          (kept === undefined || kept.has(row.volume.name))
      )
    }),
    narrows: computed(() => text.value.trim() !== '' || use.value !== 'all' || filters.value.length > 0),
    clear: clearVolumeFilter
  }
}
