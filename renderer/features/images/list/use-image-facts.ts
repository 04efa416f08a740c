/** What the list itself does not say of images: what they were built for, and, once it is asked for, what they share. */
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ImagePlatform, ImageSize } from '../../../../contract/images/list/api'
import { call } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useImages } from '../../../stores/images'
import { useSettings } from '../../../stores/settings'
import { useToasts } from '../../../ui/toasts/use-toasts'

/** Asked for at a time: a page of a thousand images must not be one long question. */
const together = 50

const sizes = shallowRef<ReadonlyMap<string, ImageSize>>(new Map())
const platforms = shallowRef<ReadonlyMap<string, ImagePlatform>>(new Map())
let of: string | undefined

export interface ImageFacts {
  readonly sizes: ShallowRef<ReadonlyMap<string, ImageSize>>
  readonly platforms: ShallowRef<ReadonlyMap<string, ImagePlatform>>
  readonly busy: Ref<boolean>
  /** The columns of shared sizes stand open. */
  readonly showsSizes: ComputedRef<boolean>
  /** Reads what is shared, and opens its columns. */
  readSizes(): Promise<void>
}

export function useImageFacts(): ImageFacts {
  const { t } = useI18n()
  const connections = useConnections()
  const images = useImages()
  const settings = useSettings()
  const toasts = useToasts()
  const busy = ref(false)
  const table = computed(() => settings.table('images'))
  const showsSizes = computed(() => table.value.hidden.includes('!shared') || table.value.hidden.includes('!unique'))
  let asking = false

  async function askPlatforms(): Promise<void> {
    if (asking) return
    asking = true
    const tried = new Set<string>()
    try {
      for (;;) {
        const connection = connections.currentId
        const ids = [...images.byId.keys()]
          .filter((id) => !platforms.value.has(id) && !tried.has(id))
          .slice(0, together)
        if (connection === undefined || !connections.live || ids.length === 0) return
        for (const id of ids) tried.add(id)
        const outcome = await call('images.platforms', { connection, ids })
        // The badge is an extra: without an answer there is none.
        if (!outcome.ok) return
        if (connection !== connections.currentId) continue
        platforms.value = new Map([...platforms.value, ...outcome.value.map((one) => [one.id, one] as const)])
      }
    } finally {
      asking = false
    }
  }
  watch(
    () => connections.currentId,
    (id) => {
      if (id === of) return
      sizes.value = new Map()
      platforms.value = new Map()
      of = id
    },
    { immediate: true }
  )
  watch([() => images.byId, () => connections.live], () => void askPlatforms(), { immediate: true })

  return {
    sizes,
    platforms,
    busy,
    showsSizes,
    async readSizes() {
      const connection = connections.currentId
      if (connection === undefined || busy.value) return
      const { hidden } = table.value
      const opened = ['!shared', '!unique'].filter((id) => !hidden.includes(id))
      if (opened.length > 0)
        await settings.updateTable('images', {
          ...table.value,
          hidden: [...hidden.filter((id) => id !== 'shared' && id !== 'unique'), ...opened]
        })
      busy.value = true
      const outcome = await call('images.sizes', { connection })
      busy.value = false
      if (!outcome.ok) return toasts.failure(failureText(outcome.failure, connections.current?.endpoint))
      if (connection === of) sizes.value = new Map(outcome.value.map((size) => [size.id, size]))
      if (outcome.value.length === 0 && images.list.length > 0) toasts.say(t('images-list.no-sizes'))
    }
  }
}
