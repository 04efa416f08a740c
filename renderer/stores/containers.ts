/** The containers of the engine that the window shows, kept as the engine tells. */
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Container, ContainersChange } from '../../contract/containers/model'
import { useStream } from '../ipc/use-stream'
import { keptList } from './list-stream'

export const useContainers = defineStore('containers', () => {
  const {
    rows: byId,
    loaded,
    failure,
    request,
    retry,
    listener
  } = keptList<ContainersChange, Container>((rows, change) => {
    if (change.kind === 'remove') for (const id of change.ids) rows.delete(id)
    else for (const container of change.containers) rows.set(container.id, container)
  })
  useStream('containers.watch', request, listener)

  const list = computed(() => [...byId.value.values()])
  const running = computed(() => list.value.filter(({ state }) => state === 'running').length)

  return { byId, list, loaded, running, failure, retry }
})
