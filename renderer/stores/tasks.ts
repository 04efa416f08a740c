/** Long work, as the main process has it: the same after a reload of the window. */
import { defineStore } from 'pinia'
import { computed, effectScope, shallowRef, watch } from 'vue'
import type { TaskRecord, TasksChange } from '../../contract/tasks/model'
import { useStream } from '../ipc/use-stream'

export const useTasks = defineStore('tasks', () => {
  const byId = shallowRef<ReadonlyMap<string, TaskRecord>>(new Map())

  function apply(changes: readonly TasksChange[]): void {
    let known = new Map(byId.value)
    for (const change of changes) {
      switch (change.kind) {
        case 'snapshot':
          known = new Map(change.tasks.map((task) => [task.id, task]))
          break
        case 'upsert':
          known.set(change.task.id, change.task)
          break
        case 'remove':
          for (const id of change.ids) known.delete(id)
          break
      }
    }
    byId.value = known
  }
  useStream('tasks.watch', () => ({}), { items: apply })

  /** Newest first. */
  const list = computed(() => [...byId.value.values()].reverse())
  const running = computed(() => list.value.filter(({ state }) => state.kind === 'running'))

  /** Resolves with the task once it has ended, however it did. */
  const ended = (id: string): Promise<TaskRecord> =>
    new Promise((resolve) => {
      const scope = effectScope(true)
      scope.run(() =>
        watch(
          () => byId.value.get(id),
          (task) => {
            if (task === undefined || task.state.kind === 'running') return
            resolve(task)
            queueMicrotask(() => scope.stop())
          },
          { immediate: true }
        )
      )
    })

  return { byId, list, running, ended }
})
