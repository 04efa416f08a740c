/** The volumes of the engine that the window shows, kept as the engine tells. */
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Volume, VolumesChange } from '../../contract/volumes/model'
import { useStream } from '../ipc/use-stream'
import { keptList } from './list-stream'

export const useVolumes = defineStore('volumes', () => {
  const {
    rows: byName,
    loaded,
    failure,
    request,
    retry,
    listener
  } = keptList<VolumesChange, Volume>((rows, change) => {
    if (change.kind === 'remove') for (const name of change.names) rows.delete(name)
    else for (const volume of change.volumes) rows.set(volume.name, volume)
  })
  useStream('volumes.watch', request, listener)

  const list = computed(() => [...byName.value.values()])

  return { byName, list, loaded, failure, retry }
})
