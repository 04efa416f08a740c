/** The networks of the engine that the window shows, kept as the engine tells. */
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Network, NetworksChange } from '../../contract/networks/model'
import { useStream } from '../ipc/use-stream'
import { keptList } from './list-stream'

export const useNetworks = defineStore('networks', () => {
  const {
    rows: byId,
    loaded,
    failure,
    request,
    retry,
    listener
  } = keptList<NetworksChange, Network>((rows, change) => {
    if (change.kind === 'remove') for (const id of change.ids) rows.delete(id)
    else for (const network of change.networks) rows.set(network.id, network)
  })
  useStream('networks.watch', request, listener)

  const list = computed(() => [...byId.value.values()])

  return { byId, list, loaded, failure, retry }
})
