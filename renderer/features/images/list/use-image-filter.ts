/** What narrows the list of images: free words, docker's own filters, and whether all, the unused or the nameless are shown. */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Failure } from '../../../../contract/failure'
import { askedImageFilters, freeImageWords, type ImageFilter } from '../../../../contract/images/list/filters'
import { call } from '../../../ipc/client'
import { useImages } from '../../../stores/images'
import { useEngineMatches } from '../../../ui/filter/use-engine-matches'
import { matches, type ImageRow } from '../image-rows'

export type UseFilter = 'all' | 'used' | 'unused' | 'dangling'

/** They stay as they are while the app runs, whatever page is open. */
const text = ref('')
const use = ref<UseFilter>('all')
const filters = shallowRef<readonly ImageFilter[]>([])

export function clearImageFilter(): void {
  text.value = ''
  use.value = 'all'
  filters.value = []
}
/** A pasted `docker images --filter …` shows what it would list. */
export function setImageFilters(wanted: readonly ImageFilter[]): void {
  clearImageFilter()
  filters.value = wanted
}

export interface ImageFilterState {
  readonly text: Ref<string>
  readonly use: Ref<UseFilter>
  readonly filters: ShallowRef<readonly ImageFilter[]>
  readonly rows: ComputedRef<readonly ImageRow[]>
  /** Why the engine could not say what its filters leave. */
  readonly failure: ShallowRef<Failure | undefined>
  readonly narrows: ComputedRef<boolean>
  clear(): void
}

/** Neither a tag nor a digest: what a newer build or pull has left behind. */
const isDangling = ({ image }: ImageRow): boolean => image.tag === '<none>' && image.digest === undefined
const passes: Readonly<Record<UseFilter, (row: ImageRow) => boolean>> = {
  all: () => true,
  used: ({ users }) => users.length > 0,
  unused: ({ users }) => users.length === 0,
  dangling: isDangling
}

export function useImageFilter(all: () => readonly ImageRow[]): ImageFilterState {
  const images = useImages()
  const asked = computed(() => askedImageFilters(filters.value))
  const { matched, failure } = useEngineMatches(
    () => asked.value,
    () => images.byId,
    async (connection, filters) => {
      const outcome = await call('images.matching', { connection, filters })
      return outcome.ok ? { ok: true, value: outcome.value.map(({ id, reference }) => `${id} ${reference}`) } : outcome
    }
  )

  return {
    text,
    use,
    filters,
    failure,
    rows: computed(() => {
      const words = freeImageWords(text.value)
      const kept = asked.value === undefined ? undefined : matched.value
      return all().filter(
        (row) =>
          passes[use.value](row) &&
          (words === '' || matches(row, words)) &&
          (kept === undefined || kept.has(`${row.image.id} ${row.reference}`))
      )
    }),
    narrows: computed(() => text.value.trim() !== '' || use.value !== 'all' || filters.value.length > 0),
    clear: clearImageFilter
  }
}
