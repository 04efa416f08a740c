/** What a folder of a volume holds, as it is found. */
import { ref, shallowRef, watch } from 'vue'
import type { FileEntry } from '../../../../contract/containers/files/model'
import type { Failure } from '../../../../contract/failure'
import type { FolderBatch } from '../../../../contract/volumes/files/model'
import { readRows } from '../../../../contract/volumes/files/rows'
import { useStream } from '../../../ipc/use-stream'
import { useConnections } from '../../../stores/connections'
import { byName } from '../../../ui/files/file-columns'
import { SortedRuns } from './sorted-runs'

export function useVolumeFolder(volume: () => string, path: () => string) {
  const connections = useConnections()
  const entries = shallowRef<readonly FileEntry[]>([])
  const busy = ref(false)
  const failure = shallowRef<Failure>()
  const passed = ref(0)
  const end = shallowRef<Extract<FolderBatch, { kind: 'listed' }>>()
  const turn = ref(0)
  let found = new SortedRuns<FileEntry>(byName)
  let isAnew = true
  /** Asked for once, when the folder has been read to its end. */
  const waiting: Array<() => void> = []

  useStream(
    'volumes.listFolder',
    () => {
      const connection = connections.currentId
      if (connection === undefined || !connections.live) return undefined
      return { connection, volume: volume(), path: path(), turn: turn.value }
    },
    {
      opened() {
        found = new SortedRuns(byName)
        busy.value = true
        passed.value = 0
        failure.value = undefined
        end.value = undefined
      },
      items(batches) {
        for (const batch of batches) {
          if (batch.kind === 'rows') found.add(readRows(batch.rows))
          else if (batch.kind === 'passed') passed.value = batch.bytes
          else end.value = batch
        }
        // At each showing the table goes through all there is, even where it is in order: a folder that grows is shown when it
        // has doubled, and whole at its end. One that is read again stays as it was until then.
        if (end.value !== undefined || (isAnew && found.length >= entries.value.length * 2)) entries.value = found.all()
        if (end.value !== undefined) isAnew = false
      },
      ended(why) {
        busy.value = false
        failure.value = why
        if (why !== undefined) entries.value = []
        for (const done of waiting.splice(0)) done()
      }
    }
  )
  watch([volume, path], () => {
    entries.value = []
    isAnew = true
  })

  return {
    entries,
    busy,
    failure,
    passed,
    end,
    /** Resolves when what is there now is shown. */
    refresh(): Promise<void> {
      turn.value++
      return new Promise((resolve) => waiting.push(resolve))
    }
  }
}
