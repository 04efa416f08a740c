/** What containers take on the disk: read when it is asked for, and kept until it is asked for again. */
import { shallowRef, watch, type ShallowRef } from 'vue'
import type { ContainerSize } from '../../../../contract/containers/list/api'
import type { Failure } from '../../../../contract/failure'
import { call } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'

const sizes = shallowRef<ReadonlyMap<string, ContainerSize>>(new Map())
let of: string | undefined

export interface Sizes {
  readonly known: ShallowRef<ReadonlyMap<string, ContainerSize>>
  readonly busy: ShallowRef<boolean>
  /** Undefined where they could be read. */
  read(): Promise<Failure | undefined>
}

export function useSizes(): Sizes {
  const connections = useConnections()
  const busy = shallowRef(false)
  watch(
    () => connections.currentId,
    (id) => {
      if (id === of) return
      sizes.value = new Map()
      of = id
    },
    { immediate: true }
  )
  return {
    known: sizes,
    busy,
    async read() {
      const connection = connections.currentId
      if (connection === undefined || busy.value) return undefined
      busy.value = true
      try {
        const outcome = await call('containers.sizes', { connection })
        if (!outcome.ok) return outcome.failure
        if (connection === of) sizes.value = new Map(outcome.value.map((size) => [size.id, size]))
        return undefined
      } finally {
        busy.value = false
      }
    }
  }
}
