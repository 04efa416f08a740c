/** What narrows the list of images: free words, docker's own filters, and whether all, the unused or the nameless are shown. */
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Failure } from '../../../../contract/failure'
import { askedImageFilters, freeImageWords, type ImageFilter } from '../../../../contract/images/list/filters'
import { call } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'
import { useImages } from '../../../stores/images'
import { matches, type ImageRow } from '../image-rows'

export type UseFilter = 'all' | 'used' | 'unused' | 'dangling'

/** Milliseconds after a change of the list before the engine is asked again: a burst is one question. */
const settle = 150

/** They stay as they are while the app runs, whatever page is open. */
const text = ref('')
const use = ref<UseFilter>('all')
const filters = shallowRef<readonly ImageFilter[]>([])

export function clearImageFilter(): void {
  text.value = ''
  use.value = 'all'
  filters.value = []
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
  const connections = useConnections()
  const matched = shallowRef<ReadonlySet<string>>()
  const failure = shallowRef<Failure>()
  const asked = computed(() => askedImageFilters(filters.value))
  const question = computed(() => JSON.stringify([connections.currentId, asked.value]))
  let round = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    const connection = connections.currentId
    const mine = ++round
    if (asked.value === undefined || connection === undefined) return
    const outcome = await call('images.matching', { connection, filters: asked.value })
    if (mine !== round) return
    failure.value = outcome.ok ? undefined : outcome.failure
    // What docker refuses (an image that is not there) leaves nothing, as its own list does.
    matched.value = new Set(outcome.ok ? outcome.value.map(({ id, reference }) => `${id} ${reference}`) : [])
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
    () => images.byId,
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
