/** The containers of every connected engine, each list kept live by its own engine's events. */
import { computed, onScopeDispose, shallowRef, triggerRef, watch } from 'vue'
import type { Container } from '../../../../contract/containers/model'
import { open } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'
import { createRows, listed, withChanges } from './gathered'

export function useGathered() {
  const connections = useConnections()
  const gathered = shallowRef(new Map<string, ReadonlyMap<string, Container>>())
  const streams = new Map<string, () => void>()
  const rowsOf = createRows()
  const which = computed(() => listed(connections.connections, connections.currentId))

  function begin(connection: string): void {
    const { close } = open(
      'containers.watch',
      { connection },
      {
        items: (changes) => {
          gathered.value.set(connection, withChanges(gathered.value.get(connection) ?? new Map(), changes))
          triggerRef(gathered)
        },
        // Its connection says why; when that stands again, it is opened anew.
        ended: () => end(connection)
      }
    )
    streams.set(connection, close)
  }
  function end(connection: string): void {
    streams.get(connection)?.()
    streams.delete(connection)
    gathered.value.delete(connection)
    triggerRef(gathered)
  }
  watch(
    () => which.value.listed.map(({ id }) => id),
    (ids) => {
      for (const id of [...streams.keys()]) if (!ids.includes(id)) end(id)
      for (const id of ids) if (!streams.has(id)) begin(id)
    },
    { immediate: true }
  )
  onScopeDispose(() => [...streams.values()].forEach((close) => close()))

  const rows = computed(() => rowsOf(which.value.listed, gathered.value))
  /** One has given its first list: one that hangs holds nobody up. */
  const loaded = computed(
    () => which.value.listed.length === 0 || which.value.listed.some(({ id }) => gathered.value.has(id))
  )
  return { rows, loaded, which }
}
