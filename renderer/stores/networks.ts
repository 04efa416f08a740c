/** The networks of the engine that the window shows, kept as the engine tells. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Network, NetworksChange } from '../../contract/networks/model'
import { useStream } from '../ipc/use-stream'
import { listStream } from './list-stream'

export const useNetworks = defineStore('networks', () => {
  const { failure, request, retry } = listStream()
  const byId = shallowRef<ReadonlyMap<string, Network>>(new Map())
  /** The first snapshot has come: an empty list then is an empty engine. */
  const loaded = shallowRef(false)

  function apply(changes: readonly NetworksChange[]): void {
    let known = new Map(byId.value)
    for (const change of changes) {
      switch (change.kind) {
        case 'snapshot':
          known = new Map(change.networks.map((network) => [network.id, network]))
          loaded.value = true
          break
        case 'upsert':
          for (const network of change.networks) known.set(network.id, network)
          break
        case 'remove':
          for (const id of change.ids) known.delete(id)
          break
      }
    }
    byId.value = known
  }

  useStream('networks.watch', request, {
    opened: () => {
      byId.value = new Map()
      loaded.value = false
      failure.value = undefined
    },
    items: apply,
    ended: (reason) => (failure.value = reason)
  })

  const list = computed(() => [...byId.value.values()])

  return { byId, list, loaded, failure, retry }
})
