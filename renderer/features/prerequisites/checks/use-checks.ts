/** Runs checks while the component is there, and holds what they told. */
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Failure } from '../../../../contract/failure'
import { open, type StreamHandle } from '../../../ipc/client'
import { useConnections } from '../../../stores/connections'
import { settled, withEvent, type CheckRows } from './rows'

export function useChecks() {
  const connections = useConnections()
  const rows = shallowRef<CheckRows>(new Map())
  const failure = shallowRef<Failure>()
  const under = new Set<StreamHandle<never>>()

  const closeAll = (): void => {
    for (const handle of under) handle.close()
    under.clear()
  }
  /** Those, or all: that begins anew and ends what is under way. */
  function run(checks?: readonly string[]): void {
    const whole = checks === undefined
    if (whole) closeAll()
    failure.value = undefined
    const connection = connections.currentId
    const request = {
      ...(connection === undefined ? {} : { connection }),
      ...(whole ? {} : { checks: [...checks] })
    }
    const handle = open('prerequisites.check', request, {
      items: (events) => (rows.value = events.reduce((now, event) => withEvent(now, event, whole), rows.value)),
      ended: (problem) => {
        under.delete(handle)
        if (problem !== undefined) failure.value = problem
        if (under.size === 0) rows.value = settled(rows.value)
      }
    })
    under.add(handle)
  }
  // Another engine, or one that came or went, answers otherwise.
  watch(
    () => (connections.known ? `${connections.currentId ?? ''} ${connections.live}` : undefined),
    (known) => known !== undefined && run(),
    { immediate: true }
  )
  onScopeDispose(closeAll)
  const running = computed(() => [...rows.value.values()].some((row) => row.running))
  return { rows, running, failure, run }
}
