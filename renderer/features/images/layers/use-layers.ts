/** Reads an image's layers once it is asked to, and its folders as they are opened. */
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Failure } from '../../../../contract/failure'
import type { ImageRef } from '../../../../contract/images/model'
import type { LayerEntry, LayersRead } from '../../../../contract/images/layers/model'
import { call, start } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'
import { useTasks } from '../../../stores/tasks'

export interface Layers {
  readonly read: ShallowRef<LayersRead | undefined>
  readonly failure: Ref<Failure | undefined>
  /** Bytes so far, while it is being read. */
  readonly reading: ComputedRef<number | undefined>
  begin(): Promise<void>
  cancel(): void
  folder(layer: number, whole: boolean, path: string): Promise<readonly LayerEntry[]>
  search(layer: number, whole: boolean, text: string): Promise<{ entries: readonly LayerEntry[]; found: number }>
}

export function useLayers(image: () => ImageRef): Layers {
  const connections = useConnections()
  const tasks = useTasks()
  const read = shallowRef<LayersRead>()
  const failure = ref<Failure>()
  const task = ref<string>()
  let alive = true
  onScopeDispose(() => (alive = false))
  watch(
    () => [image().id, connections.currentId],
    () => {
      read.value = undefined
      failure.value = undefined
      task.value = undefined
    }
  )
  const of = () => ({ connection: connections.currentId ?? '', image: image() })

  return {
    read,
    failure,
    reading: computed(() => {
      if (task.value === undefined) return undefined
      const progress = tasks.byId.get(task.value)?.progress as { readonly bytes?: number } | undefined
      return progress?.bytes ?? 0
    }),
    async begin() {
      if (task.value !== undefined || connections.currentId === undefined) return
      const { id } = image()
      failure.value = undefined
      const started = await start('images.readLayers', of())
      if (!started.ok) return void (failure.value = started.failure)
      task.value = started.value.task
      const { state } = await tasks.ended(started.value.task)
      if (!alive || image().id !== id) return
      task.value = undefined
      if (state.kind === 'done') read.value = state.result as LayersRead
      else if (state.kind === 'failed') failure.value = state.failure
    },
    cancel: () => void (task.value !== undefined && call('tasks.cancel', { id: task.value })),
    async folder(layer, whole, path) {
      const outcome = await call('images.layerFolder', { ...of(), layer, whole, path })
      failure.value = outcome.ok ? undefined : outcome.failure
      return outcome.ok ? outcome.value : []
    },
    async search(layer, whole, text) {
      const outcome = await call('images.layerSearch', { ...of(), layer, whole, text })
      failure.value = outcome.ok ? undefined : outcome.failure
      return outcome.ok ? outcome.value : { entries: [], found: 0 }
    }
  }
}
