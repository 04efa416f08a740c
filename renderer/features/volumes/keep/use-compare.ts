/** A comparison that runs: what it has found so far, and its end. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Failure } from '../../../../contract/failure'
import type { CompareRequest, CompareStep, Difference } from '../../../../contract/volumes/keep/compare'
import { open, type StreamHandle } from '../../../ipc/client'

export type Compared = Extract<CompareStep, { kind: 'compared' }>

export function useCompare() {
  const seen = ref(0)
  const differences = shallowRef<readonly Difference[]>([])
  const compared = shallowRef<Compared>()
  const failure = ref<Failure>()
  const busy = ref(false)
  let handle: StreamHandle<never> | undefined

  function stop(): void {
    handle?.close()
    handle = undefined
    busy.value = false
  }
  function run(request: CompareRequest): void {
    stop()
    seen.value = 0
    differences.value = []
    compared.value = undefined
    failure.value = undefined
    busy.value = true
    const found: Difference[] = []
    handle = open('volumes.compareVolume', request, {
      items(steps) {
        for (const step of steps)
          if (step.kind === 'comparing') seen.value = step.seen
          else if (step.kind === 'differences') found.push(...step.differences)
          else compared.value = step
      },
      ended(reason) {
        failure.value = reason
        differences.value = found
        busy.value = false
      }
    })
  }
  function clear(): void {
    stop()
    compared.value = undefined
    failure.value = undefined
  }
  onScopeDispose(stop)
  const same = computed(
    () => compared.value !== undefined && compared.value.added + compared.value.removed + compared.value.changed === 0
  )
  return { seen, differences, compared, failure, busy, same, run, stop, clear }
}
