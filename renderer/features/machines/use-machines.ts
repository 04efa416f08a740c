/** What stands behind the engine shown, and all machines of this computer: asked when the page opens and when something was done, never in between. */
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Failure } from '../../../contract/failure'
import type { Backend, HostSystem, MachinesItem, Product, ProductReport } from '../../../contract/machines/model'
import { open, type StreamHandle } from '../../ipc/client'
import { useConnections } from '../../stores/connections'

export interface Host {
  readonly system: HostSystem | undefined
  readonly cpus: number
  readonly memoryBytes: number
}

export interface Behind {
  readonly backend: Backend
  /** The machine that serves the engine, where a product says so. */
  readonly machine?: { readonly product: Product; readonly name: string }
}

export function useMachines() {
  const connections = useConnections()
  const host = shallowRef<Host>()
  const reports = shallowRef<ReadonlyMap<Product, ProductReport>>(new Map())
  /** Those that have not answered yet. */
  const asked = shallowRef<readonly Product[]>([])
  const behind = shallowRef<Behind>()
  const failure = shallowRef<Failure>()
  /** All have answered at least once. */
  const complete = shallowRef(false)
  let handle: StreamHandle<never> | undefined

  function take(item: MachinesItem): void {
    switch (item.kind) {
      case 'begin':
        host.value = { system: item.system, cpus: item.cpus, memoryBytes: item.memoryBytes }
        asked.value = item.asked
        break
      case 'product':
        reports.value = new Map(reports.value).set(item.report.product, item.report)
        asked.value = asked.value.filter((product) => product !== item.report.product)
        break
      case 'backend':
        // The first word of a second look knows less than what stands there.
        if (behind.value === undefined || asked.value.length === 0)
          behind.value = { backend: item.backend, ...(item.machine === undefined ? {} : { machine: item.machine }) }
        break
      case 'end':
        complete.value = true
    }
  }

  /** What is known stays until the new answer is there. */
  function refresh(): void {
    handle?.close()
    failure.value = undefined
    const connection = connections.currentId
    handle = open('machines.look', connection === undefined ? {} : { connection }, {
      items: (items) => items.forEach(take),
      ended: (why) => {
        asked.value = []
        failure.value = why
      }
    })
  }

  watch(
    () => connections.currentId,
    () => {
      behind.value = undefined
      if (connections.known) refresh()
    }
  )
  // An engine that comes can say more, and one that goes may have gone with its machine.
  watch(
    () => [connections.known, connections.live],
    () => {
      if (connections.known) refresh()
    },
    { immediate: true }
  )
  onScopeDispose(() => handle?.close())

  return { host, reports, asked, behind, failure, complete, refresh }
}
