/** The engine's inspect of one container, read again whenever its row changes; never two at once. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Container } from '../../../../contract/containers/model'
import type { Failure } from '../../../../contract/failure'
import { call } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'

export interface Inspection {
  /** The last answer; it stays while the engine is away. */
  readonly value: Readonly<ShallowRef<Readonly<Record<string, unknown>> | undefined>>
  /** Why the last reading failed; undefined after one that did not. */
  readonly failure: Readonly<ShallowRef<Failure | undefined>>
  refresh(): void
}

/** `wanted`: whether anybody looks at it. A row that changes while it is being read is read once more afterwards. */
export function useInspect(container: () => Container, wanted: () => boolean): Inspection {
  const connections = useConnections()
  const value = shallowRef<Readonly<Record<string, unknown>>>()
  const failure = shallowRef<Failure>()
  let underWay = false
  let again = false
  let disposed = false

  async function read(): Promise<void> {
    const connection = connections.currentId
    if (connection === undefined || disposed) return
    if (underWay) {
      again = true
      return
    }
    underWay = true
    try {
      do {
        again = false
        const { id, name } = container()
        const outcome = await call('containers.inspect', { connection, container: { id, name } })
        if (disposed) return
        if (outcome.ok) value.value = outcome.value
        // It is being removed: the list will say so.
        else if (outcome.failure.kind === 'not-found') return
        failure.value = outcome.ok ? undefined : outcome.failure
      } while (again)
    } finally {
      underWay = false
    }
  }

  watch(
    [container, wanted, () => connections.live],
    ([, isWanted, live]) => {
      if (isWanted && live) void read()
    },
    { immediate: true }
  )
  onScopeDispose(() => (disposed = true))

  return { value, failure, refresh: () => void read() }
}
