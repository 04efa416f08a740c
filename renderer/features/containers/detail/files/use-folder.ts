/** What a folder of a container holds, as the main process finds it, and which of it the container changed. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { FileEntry, FilesBatch } from '../../../../../contract/containers/files/model'
import { escapeText } from '../../../../../contract/containers/files/path'
import type { Container } from '../../../../../contract/containers/model'
import type { Failure } from '../../../../../contract/failure'
import { call } from '../../../../ipc/client'
import { useStream } from '../../../../ipc/use-stream'
import { useConnections } from '../../../../stores/connections'
import { marksIn } from './marks'

export function useFolder(container: () => Container, path: () => string) {
  const connections = useConnections()
  const entries = shallowRef<readonly FileEntry[]>([])
  const busy = ref(false)
  const failure = shallowRef<Failure>()
  const passed = ref(0)
  const end = shallowRef<Extract<FilesBatch, { kind: 'listed' }>>()
  const turn = ref(0)
  /** Another folder than the one that is shown: its files go only when the first of the new one are there. */
  let found: FileEntry[] = []
  const running = computed(() => container().state === 'running')
  const reference = computed(() => ({ id: container().id, name: container().name }))

  useStream(
    'containers.files',
    () => {
      const connection = connections.currentId
      if (connection === undefined || !connections.live) return undefined
      return { connection, container: reference.value, path: path(), running: running.value, turn: turn.value }
    },
    {
      opened() {
        found = []
        busy.value = true
        passed.value = 0
        failure.value = undefined
        end.value = undefined
      },
      items(batches) {
        for (const batch of batches) {
          if (batch.kind === 'entries') found.push(...batch.entries)
          else if (batch.kind === 'passed') passed.value = batch.bytes
          else end.value = batch
        }
        entries.value = [...found]
      },
      ended(why) {
        busy.value = false
        failure.value = why
        if (why !== undefined) entries.value = []
      }
    }
  )
  watch(path, () => (entries.value = []))

  /** Paths and what became of them; the engine looks through all that the container wrote, so only when asked. */
  const changes = shallowRef<ReadonlyMap<string, string>>(new Map())
  let disposed = false
  onScopeDispose(() => (disposed = true))
  watch(
    [() => container().id, turn, () => connections.live],
    async () => {
      const connection = connections.currentId
      if (connection === undefined || !connections.live) return
      const outcome = await call('containers.changes', { connection, container: reference.value })
      // Marks are a help: without them the folder is as readable, and the tab of changes says why there are none.
      if (disposed || !outcome.ok) return
      const { kinds, paths } = outcome.value
      changes.value = new Map(
        paths === '' ? [] : paths.split('\0').map((one, at) => [escapeText(one), kinds[at] ?? '?'] as const)
      )
    },
    { immediate: true }
  )
  const marks = computed(() => marksIn(path(), changes.value))

  return { entries, busy, failure, passed, end, marks, running, refresh: () => void turn.value++ }
}
