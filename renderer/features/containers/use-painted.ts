/** Tells the main process, once, that the first list stands painted: what can wait is done then. */
import { computed, nextTick, watch } from 'vue'
import { call } from '../../ipc/client'
import { painted as isPainted } from '../../modules/painted'
import { useConnections } from '../../stores/connections'
import { useContainers } from '../../stores/containers'

export function usePainted(): void {
  const containers = useContainers()
  const connections = useConnections()
  // The list, or what stands in its place without an engine.
  const present = computed(
    () =>
      containers.loaded ||
      containers.failure !== undefined ||
      connections.current?.state.kind === 'unreachable' ||
      (connections.known && connections.current === undefined)
  )
  const stop = watch(
    present,
    async (isPresent) => {
      if (!isPresent) return
      await nextTick()
      stop()
      requestAnimationFrame(() =>
        setTimeout(() => {
          void call('app.ready', {})
          isPainted.value = true
        })
      )
    },
    { immediate: true }
  )
}
