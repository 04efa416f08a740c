/** One try to reach an engine, which can be given up. */
import { onScopeDispose, ref, shallowRef } from 'vue'
import type { TestResult } from '../../../contract/connections/book/model'
import type { RequestOf } from '../../../contract/define'
import type { OperationAt } from '../../../contract'
import { open } from '../../ipc/client'

export function useTest() {
  const busy = ref(false)
  const result = shallowRef<TestResult>()
  let close = (): void => undefined

  function clear(): void {
    close()
    close = () => undefined
    busy.value = false
    result.value = undefined
  }
  function run(request: RequestOf<OperationAt<'connections.test'>>): void {
    clear()
    busy.value = true
    const handle = open('connections.test', request, {
      items: (items) => (result.value = items.at(-1)),
      ended: (failure) => {
        busy.value = false
        if (failure !== undefined) result.value = { kind: 'failed', failure, field: 'host' }
      }
    })
    close = handle.close
  }
  onScopeDispose(() => close())
  return { busy, result, run, clear }
}
