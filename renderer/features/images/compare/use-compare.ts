/** Compares an image with another, or with a container made from it: settings at once, files when they are asked for. */
import { onScopeDispose, ref, shallowRef, watch, computed } from 'vue'
import type { Compared, FileDifference } from '../../../../contract/images/compare/api'
import type { ImageRef } from '../../../../contract/images/model'
import type { Failure } from '../../../../contract/failure'
import { call, start } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'
import { useTasks } from '../../../stores/tasks'
import { settingsDifferences, type SettingDifference } from './settings-differences'

/** What stands on the other side. */
export type Other =
  | { readonly kind: 'image'; readonly image: ImageRef }
  | { readonly kind: 'container'; readonly id: string; readonly name: string }

const shownChanges = 2_000
const changeOf: Readonly<Record<string, FileDifference['change']>> = { A: 'added', C: 'content', D: 'removed' }

export function useCompare(image: () => ImageRef | undefined, other: () => Other | undefined) {
  const connections = useConnections()
  const tasks = useTasks()
  const settings = shallowRef<readonly SettingDifference[]>()
  const files = shallowRef<Omit<Compared, 'size'> & { readonly size?: number }>()
  const failure = ref<Failure>()
  const task = ref<string>()
  const busy = ref(false)
  let round = 0
  onScopeDispose(() => round++)

  async function readSettings(): Promise<void> {
    const [one, two, connection, mine] = [image(), other(), connections.currentId, ++round]
    settings.value = undefined
    files.value = undefined
    failure.value = undefined
    busy.value = false
    if (one === undefined || two === undefined || connection === undefined) return
    const [before, after] = await Promise.all([
      call('images.inspect', { connection, image: { ...one } }),
      two.kind === 'image'
        ? call('images.inspect', { connection, image: { ...two.image } })
        : call('containers.inspect', { connection, container: { id: two.id, name: two.name } })
    ])
    if (mine !== round) return
    if (!before.ok) failure.value = before.failure
    else if (!after.ok) failure.value = after.failure
    else settings.value = settingsDifferences(before.value, after.value, two.kind === 'image')
  }
  watch([() => image()?.id, () => JSON.stringify(other()), () => connections.currentId], () => void readSettings(), {
    immediate: true
  })

  async function readChanges(id: string, name: string): Promise<void> {
    const mine = round
    const outcome = await call('containers.changes', {
      connection: connections.currentId ?? '',
      container: { id, name }
    })
    if (mine !== round) return
    if (!outcome.ok) return void (failure.value = outcome.failure)
    const { kinds, paths } = outcome.value
    const counts = { added: 0, removed: 0, content: 0, attributes: 0, date: 0 }
    const differences: FileDifference[] = []
    paths.split('\0').forEach((path, index) => {
      const change = changeOf[kinds[index] ?? '']
      if (change === undefined) return
      counts[change]++
      if (differences.length < shownChanges) differences.push({ path: path.replace(/^\//, ''), change })
    })
    files.value = { counts, differences }
  }

  async function readFiles(): Promise<void> {
    const [one, two, connection] = [image(), other(), connections.currentId]
    if (one === undefined || two === undefined || connection === undefined || busy.value) return
    const mine = round
    busy.value = true
    failure.value = undefined
    try {
      if (two.kind === 'container') return await readChanges(two.id, two.name)
      const started = await start('images.compareFiles', { connection, image: { ...one }, other: { ...two.image } })
      if (mine !== round) return
      if (!started.ok) return void (failure.value = started.failure)
      task.value = started.value.task
      const { state } = await tasks.ended(started.value.task)
      if (mine !== round) return
      if (state.kind === 'done') files.value = state.result as Compared
      else if (state.kind === 'failed') failure.value = state.failure
    } finally {
      if (mine === round) {
        busy.value = false
        task.value = undefined
      }
    }
  }
  return {
    settings,
    files,
    failure,
    busy,
    /** Bytes read so far, of two images. */
    bytes: computed(() => {
      const progress = task.value === undefined ? undefined : tasks.byId.get(task.value)?.progress
      return (progress as { readonly bytes?: number } | undefined)?.bytes
    }),
    readFiles,
    cancel: () => void (task.value !== undefined && call('tasks.cancel', { id: task.value }))
  }
}
