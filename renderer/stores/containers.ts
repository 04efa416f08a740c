/** The containers of the engine that the window shows, kept as the engine tells. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Container, ContainersChange } from '../../contract/containers/model'
import { useStream } from '../ipc/use-stream'
import { listStream } from './list-stream'

export const useContainers = defineStore('containers', () => {
  const { failure, request, retry } = listStream()
  const byId = shallowRef<ReadonlyMap<string, Container>>(new Map())
  /** The first snapshot has come: an empty list then is an empty engine. */
  const loaded = shallowRef(false)

  function apply(changes: readonly ContainersChange[]): void {
    // One copy for a whole batch, however many changes it holds.
    let known = new Map(byId.value)
    for (const change of changes) {
      switch (change.kind) {
        case 'snapshot':
          known = new Map(change.containers.map((container) => [container.id, container]))
          loaded.value = true
          break
        case 'upsert':
          for (const container of change.containers) known.set(container.id, container)
          break
        case 'remove':
          for (const id of change.ids) known.delete(id)
          break
      }
    }
    byId.value = known
  }

  useStream('containers.watch', request, {
    opened: () => {
      byId.value = new Map()
      loaded.value = false
      failure.value = undefined
    },
    items: apply,
    ended: (reason) => (failure.value = reason)
  })

  const list = computed(() => [...byId.value.values()])
  const running = computed(() => list.value.filter(({ state }) => state === 'running').length)

  return { byId, list, loaded, running, failure, retry }
})
