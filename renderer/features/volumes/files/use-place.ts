/** Where one is in a volume: in the address, so that back and forward work. */
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { parentOf } from '../../../../contract/containers/files/path'

type View = 'folder' | 'file' | 'sizes' | 'search'

const isPath = (value: unknown): value is string => typeof value === 'string' && value.startsWith('/')

export function usePlace(address: () => string) {
  const route = useRoute()
  const router = useRouter()
  const file = computed(() => (isPath(route.query['file']) ? route.query['file'] : undefined))
  const path = computed(() => {
    const folder = route.query['path']
    return isPath(folder) ? folder : file.value === undefined ? '/' : parentOf(file.value)
  })
  const words = computed(() => {
    const given = route.query['search']
    return typeof given === 'string' ? given : undefined
  })
  const view = computed<View>(() =>
    file.value !== undefined
      ? 'file'
      : route.query['view'] === 'sizes'
        ? 'sizes'
        : words.value !== undefined
          ? 'search'
          : 'folder'
  )
  const to = (query: Record<string, string>): void => void router.push({ path: address(), query })
  return {
    file,
    path,
    words,
    view,
    folder: (wanted: string) => to({ path: wanted }),
    open: (wanted: string) => to({ ...(route.query as Record<string, string>), path: path.value, file: wanted }),
    sizes: (wanted: string) => to({ path: wanted, view: 'sizes' }),
    search: (wanted: string) => to({ path: path.value, search: wanted }),
    /** Out of a file, to what it was opened from. */
    back(): void {
      const { file: _, ...query } = route.query as Record<string, string>
      to(query)
    }
  }
}
export type Place = ReturnType<typeof usePlace>
