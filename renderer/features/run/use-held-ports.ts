/** Which of the ports that the form wants a program of this computer has, where the engine publishes them here. */
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { mostPorts, type HeldPort, type HostPort } from '../../../contract/app/ports'
import type { PublishedPort } from '../../../contract/containers/run'
import { call } from '../../ipc/client'
import { useConnections } from '../../stores/connections'
import { useContainers } from '../../stores/containers'
import { isLocal } from '../../modules/local-engine'
import { portsToCheck } from './port-conflicts'

/** Milliseconds in which one goes on typing. */
const typing = 250

/** Ports that a container publishes are left out: who has them is known better. */
export function useHeldPorts(
  rows: ComputedRef<ReadonlyArray<readonly PublishedPort[]>>
): Readonly<Ref<readonly HeldPort[]>> {
  const connections = useConnections()
  const containers = useContainers()
  const held = shallowRef<readonly HeldPort[]>([])
  let asked: readonly HostPort[] = []

  async function ask(): Promise<void> {
    const ports = isLocal(connections.current?.endpoint) ? portsToCheck(rows.value, mostPorts) : []
    asked = ports
    const outcome = ports.length === 0 ? undefined : await call('app.heldPorts', { ports: [...ports] })
    // Another question has been asked since; and what cannot be found out, the engine will say.
    if (asked === ports) held.value = outcome?.ok === true ? outcome.value : []
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), typing)
  }
  watch([rows, () => connections.currentId], soon, { immediate: true })
  // A program may have been started or ended meanwhile.
  window.addEventListener('focus', soon)
  onScopeDispose(() => {
    clearTimeout(timer)
    window.removeEventListener('focus', soon)
  })

  const published = computed(
    () => new Set(containers.list.flatMap(({ ports }) => ports.map((port) => `${port.public ?? ''}/${port.protocol}`)))
  )
  return computed(() => held.value.filter(({ port, protocol }) => !published.value.has(`${port}/${protocol}`)))
}
