/** The volumes of the engine that the window shows, kept as the engine tells. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Volume, VolumesChange } from '../../contract/volumes/model'
import { useStream } from '../ipc/use-stream'
import { listStream } from './list-stream'

export const useVolumes = defineStore('volumes', () => {
  const { failure, request, retry } = listStream()
  const byName = shallowRef<ReadonlyMap<string, Volume>>(new Map())
  /** The first snapshot has come: an empty list then is an empty engine. */
  const loaded = shallowRef(false)

  function apply(changes: readonly VolumesChange[]): void {
    let known = new Map(byName.value)
    for (const change of changes) {
      switch (change.kind) {
        case 'snapshot':
          known = new Map(change.volumes.map((volume) => [volume.name, volume]))
          loaded.value = true
          break
        case 'upsert':
          for (const volume of change.volumes) known.set(volume.name, volume)
          break
        case 'remove':
          for (const name of change.names) known.delete(name)
          break
      }
    }
    byName.value = known
  }

  useStream('volumes.watch', request, {
    opened: () => {
      byName.value = new Map()
      loaded.value = false
      failure.value = undefined
    },
    items: apply,
    ended: (reason) => (failure.value = reason)
  })

  const list = computed(() => [...byName.value.values()])

  return { byName, list, loaded, failure, retry }
})
