/** What a pasted command asks of the images page, by its address: done once, then the address is clean again. */
import { watch } from 'vue'
import { useRoute, useRouter, type LocationQueryValue } from 'vue-router'
import type { ImageRow } from './image-rows'

/** What a pasted `docker import` says beside its file, which is chosen here. */
export interface ImportFill {
  readonly reference: string
  readonly message: string
  /** One a line. */
  readonly changes: string
}

const names = ['remove', 'tag', 'push', 'save', 'import', 'load', 'sizes'] as const
type Query = LocationQueryValue | LocationQueryValue[] | undefined
const textOf = (value: Query): string => (Array.isArray(value) ? value[0] : value) ?? ''
const listOf = (value: Query): readonly string[] => [value].flat().filter((one) => typeof one === 'string')

/** `?remove=`, `?save=` and `?tag=` (with `&target=`) by the keys of rows; `?push=` by its reference; `?import=` with the new name. */
export function useAsked(
  rowsOf: (keys: readonly string[]) => readonly ImageRow[],
  act: {
    readonly remove: (rows: readonly ImageRow[]) => void
    readonly save: (rows: readonly ImageRow[]) => void
    readonly tag: (row: ImageRow, target: string) => void
    readonly push: (reference: string) => void
    readonly import: (fill: ImportFill) => void
    readonly load: () => void
    readonly sizes: () => void
    /** The list is there: before, nothing can be said of a name. */
    readonly ready: () => boolean
  }
): void {
  const route = useRoute()
  const router = useRouter()
  watch(
    [() => route.query, act.ready],
    ([query, ready]) => {
      const asked = names.find((name) => query[name] !== undefined)
      if (route.path !== '/images' || asked === undefined || !ready) return
      void router.replace({ path: route.path })
      const rows = rowsOf(listOf(query[asked]))
      const [row] = rows
      if (asked === 'remove') act.remove(rows)
      else if (asked === 'save') act.save(rows)
      else if (asked === 'push') act.push(textOf(query['push']))
      else if (asked === 'load') act.load()
      else if (asked === 'sizes') act.sizes()
      else if (asked === 'import')
        act.import({
          reference: textOf(query['import']),
          message: textOf(query['message']),
          changes: listOf(query['change']).join('\n')
        })
      else if (row !== undefined) act.tag(row, textOf(query['target']))
    },
    { immediate: true }
  )
}
