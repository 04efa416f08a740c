/** What the form makes: a container is edited only where it is; on another engine the same form makes a new one. */
import { computed, type ComputedRef } from 'vue'
import { useConnections } from '../../stores/connections'
import { runForm, type RunTarget } from './draft'

export function useTarget(): ComputedRef<RunTarget> {
  const connections = useConnections()
  return computed(() => {
    const { target } = runForm
    return target.kind === 'recreate' && target.connection !== connections.currentId ? { kind: 'run' } : target
  })
}
