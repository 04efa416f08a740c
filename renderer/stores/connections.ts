/** The engines that Escale knows of, and the one that the window shows. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Connection, ConnectionsSnapshot } from '../../contract/connections/model'
import { useStream } from '../ipc/use-stream'

export const useConnections = defineStore('connections', () => {
  const snapshot = shallowRef<ConnectionsSnapshot>()

  useStream('connections.watch', () => ({}), { items: (items) => (snapshot.value = items.at(-1)) })

  const connections = computed<readonly Connection[]>(() => snapshot.value?.connections ?? [])
  const current = computed(() => connections.value.find(({ id }) => id === snapshot.value?.current))
  /** The id alone: it changes when another engine is chosen, not at each change of state. */
  const currentId = computed(() => current.value?.id)
  /** Whether what is shown is what the engine has now; else it is the last that was known. */
  const live = computed(() => current.value?.state.kind === 'connected' || current.value?.state.kind === 'degraded')
  /** Known at all: before, nothing can be said about there being no engine. */
  const known = computed(() => snapshot.value !== undefined)

  return { connections, current, currentId, live, known }
})
