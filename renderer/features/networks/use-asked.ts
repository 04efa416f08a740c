/** What the palette or a pasted command asks of the networks page, by its address: done once, then the address is clean again. */
import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { parseCommand } from '../../../contract/command/parse-command'
import { useContainers } from '../../stores/containers'
import type { Joining } from './joining/use-joining'
import type { NetworkRow } from './network-rows'

/** `?create=` and `?join=` with the pasted command, `?prune=`, `?remove=ID`. */
export function useAsked(
  rows: () => readonly NetworkRow[],
  act: {
    readonly create: (paste: string) => void
    readonly connect: (joining: Joining) => void
    readonly disconnect: (row: NetworkRow, container: string) => void
    readonly prune: () => void
    readonly remove: (ids: readonly string[]) => void
    /** The list is there: before, nothing can be said of a name. */
    readonly ready: () => boolean
  }
): void {
  const route = useRoute()
  const router = useRouter()
  const containers = useContainers()

  const networkOf = (name: string): NetworkRow | undefined =>
    rows().find(({ network }) => network.name === name) ??
    rows().find(({ network }) => name.length >= 4 && network.id.startsWith(name))
  const containerOf = (name: string) =>
    containers.list.find((one) => one.name === name) ??
    containers.list.find(({ id }) => name.length >= 4 && id.startsWith(name))

  function join(paste: string): void {
    const command = parseCommand(paste)
    if (command.kind !== 'network') return
    if (command.action === 'connect') {
      const { aliases, ip, ip6 } = command
      act.connect({ network: networkOf(command.network), container: containerOf(command.container), aliases, ip, ip6 })
    } else if (command.action === 'disconnect') {
      const row = networkOf(command.network)
      const container = containerOf(command.container)
      if (row !== undefined && container !== undefined) act.disconnect(row, container.id)
      else act.connect({ network: row, container })
    }
  }

  watch(
    [() => route.query, act.ready],
    ([query, ready]) => {
      const { create, join: joins, prune, remove, ...others } = query
      const asks = [create, joins, prune, remove].some((one) => one !== undefined)
      if (!asks || (create === undefined && prune === undefined && !ready)) return
      void router.replace({ path: route.path, query: others })
      if (create !== undefined) act.create(typeof create === 'string' ? create : '')
      else if (prune !== undefined) act.prune()
      else if (typeof joins === 'string') join(joins)
      else if (remove !== undefined)
        act.remove((Array.isArray(remove) ? remove : [remove]).filter((id) => typeof id === 'string'))
    },
    { immediate: true }
  )
}
