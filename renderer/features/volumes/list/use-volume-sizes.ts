/** What volumes take on the disk, once it is asked for: the engine reads through all their files for it. */
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { call } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useVolumes } from '../../../stores/volumes'
import { useToasts } from '../../../ui/toasts/use-toasts'

/** They stay as they were read while the app runs, whatever page is open. */
const sizes = shallowRef<ReadonlyMap<string, number>>()
let of: string | undefined

export interface VolumeSizes {
  /** Bytes by name; undefined where nobody has asked yet. */
  readonly sizes: ShallowRef<ReadonlyMap<string, number> | undefined>
  /** Of those that are still there. */
  readonly total: ComputedRef<number | undefined>
  readonly busy: Ref<boolean>
  sizeOf(name: string): number | undefined
  /** Says in a toast why they cannot be read. */
  read(): Promise<void>
  /** For a question that must not wait long: what is known by then. */
  readWithin(milliseconds: number): Promise<void>
}

export function useVolumeSizes(): VolumeSizes {
  const connections = useConnections()
  const volumes = useVolumes()
  const toasts = useToasts()
  const busy = ref(false)
  let under: Promise<void> | undefined

  watch(
    () => connections.currentId,
    (id) => {
      if (id === of) return
      sizes.value = undefined
      of = id
    },
    { immediate: true }
  )

  async function ask(loud: boolean): Promise<void> {
    const connection = connections.currentId
    if (connection === undefined) return
    busy.value = true
    const outcome = await call('volumes.sizes', { connection })
    busy.value = false
    under = undefined
    if (!outcome.ok) {
      if (loud) toasts.failure(failureText(outcome.failure, connections.current?.endpoint))
      return
    }
    if (connection === of) sizes.value = new Map(outcome.value.map(({ name, size }) => [name, size]))
  }

  return {
    sizes,
    total: computed(() => {
      const known = sizes.value
      return known === undefined ? undefined : volumes.list.reduce((sum, { name }) => sum + (known.get(name) ?? 0), 0)
    }),
    busy,
    sizeOf: (name) => sizes.value?.get(name),
    read: () => (under ??= ask(true)),
    readWithin: (milliseconds) =>
      Promise.race([(under ??= ask(false)), new Promise<void>((resolve) => setTimeout(resolve, milliseconds))])
  }
}
