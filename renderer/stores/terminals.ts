/** The terminals of the main process, and which of each container's is shown. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Terminal, TerminalsChange, TerminalSize } from '../../contract/containers/terminal/model'
import { useStream } from '../ipc/use-stream'

export const useTerminals = defineStore('terminals', () => {
  const byId = shallowRef<ReadonlyMap<string, Terminal>>(new Map())
  const loaded = shallowRef(false)
  /** By container: a terminal's id, or `new` for the form of one more. */
  const chosen = shallowRef<ReadonlyMap<string, string>>(new Map())
  /** Of the one shown last: the next begins with it. */
  const size = shallowRef<TerminalSize>()

  function apply(changes: readonly TerminalsChange[]): void {
    let known = new Map(byId.value)
    for (const change of changes) {
      switch (change.kind) {
        case 'snapshot':
          known = new Map(change.terminals.map((terminal) => [terminal.id, terminal]))
          loaded.value = true
          break
        case 'upsert':
          known.set(change.terminal.id, change.terminal)
          break
        case 'remove':
          for (const id of change.ids) known.delete(id)
          break
      }
    }
    byId.value = known
  }

  /** Follows the list while the caller's component is there. */
  const follow = (): void =>
    void useStream('containers.watchTerminals', () => ({}), {
      opened: () => (loaded.value = false),
      items: apply
    })

  /** Oldest first. */
  const ofContainer = (connection: string | undefined, container: string): readonly Terminal[] =>
    [...byId.value.values()].filter(
      (terminal) => terminal.connection === connection && terminal.container.id === container
    )

  const choose = (container: string, id: string): void =>
    void (chosen.value = new Map([...chosen.value, [container, id]]))

  return { byId, loaded, chosen, size, follow, ofContainer, choose }
})
