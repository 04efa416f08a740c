/** Containers that a replacement left aside, because the app or the engine went away before it had come to its end. */
import { computed } from 'vue'
import { asideOf } from '../../../../contract/containers/lifecycle/recreate-command'
import type { Container } from '../../../../contract/containers/model'
import { useConnections } from '../../../stores/connections'
import { useContainers } from '../../../stores/containers'
import { useTasks } from '../../../stores/tasks'

export interface Aside {
  readonly container: Container
  /** The name that it had. */
  readonly name: string
  /** Who has that name now. */
  readonly successor: Container | undefined
}

export function useAsides() {
  const connections = useConnections()
  const containers = useContainers()
  const tasks = useTasks()
  /** One that is under way puts its old container aside too. */
  const replacing = computed(() =>
    tasks.running.some(
      ({ operation, connection }) => operation === 'containers.recreate' && connection === connections.currentId
    )
  )
  return computed((): readonly Aside[] => {
    if (replacing.value) return []
    return containers.list.flatMap((container) => {
      const name = asideOf(container)
      return name === undefined
        ? []
        : [{ container, name, successor: containers.list.find((other) => other.name === name) }]
    })
  })
}
