/** A container's terminals as its tab has them: opened, shown, closed, opened again. */
import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { Container } from '../../../../../contract/containers/model'
import type { ExecOptions, Terminal } from '../../../../../contract/containers/terminal/model'
import type { Failure } from '../../../../../contract/failure'
import { call } from '../../../../ipc/client'
import { useConnections } from '../../../../stores/connections'
import { useTerminals } from '../../../../stores/terminals'

export type Wanted =
  { readonly kind: 'exec'; readonly options: ExecOptions } | { readonly kind: 'attach'; readonly sinceStart: boolean }

export interface OpenTerminals {
  readonly terminals: ComputedRef<readonly Terminal[]>
  /** The one that is shown; undefined: the form of one more. */
  readonly current: ComputedRef<Terminal | undefined>
  readonly busy: Ref<boolean>
  /** Why the last one could not be opened. */
  readonly refused: Readonly<Ref<Failure | undefined>>
  open(wanted: Wanted): Promise<boolean>
  close(id: string): void
  /** The same again, in the place of one that is over. */
  again(terminal: Terminal): Promise<void>
  choose(id: string): void
}

export function useOpenTerminals(container: () => Container): OpenTerminals {
  const connections = useConnections()
  const store = useTerminals()
  const busy = ref(false)
  const refused = shallowRef<Failure>()

  const terminals = computed(() => store.ofContainer(connections.currentId, container().id))
  const current = computed(() => {
    const chosen = store.chosen.get(container().id)
    if (chosen === 'new') return undefined
    return terminals.value.find(({ id }) => id === chosen) ?? terminals.value.at(-1)
  })
  const choose = (id: string): void => {
    refused.value = undefined
    store.choose(container().id, id)
  }

  async function open(wanted: Wanted): Promise<boolean> {
    const connection = connections.currentId
    if (connection === undefined || busy.value) return false
    busy.value = true
    refused.value = undefined
    const { id, name } = container()
    const common = { connection, container: { id, name }, size: store.size }
    const outcome =
      wanted.kind === 'exec'
        ? await call('containers.exec', { ...common, options: wanted.options })
        : await call('containers.attach', { ...common, sinceStart: wanted.sinceStart })
    busy.value = false
    if (outcome.ok) store.choose(id, outcome.value.terminal)
    else refused.value = outcome.failure
    return outcome.ok
  }
  function close(id: string): void {
    const at = terminals.value.findIndex((terminal) => terminal.id === id)
    const next = terminals.value[at + 1] ?? terminals.value[at - 1]
    if (current.value?.id === id) choose(next?.id ?? 'new')
    void call('containers.closeTerminal', { terminal: id })
  }
  async function again({ id, exec }: Terminal): Promise<void> {
    const opened = await open(
      exec === undefined ? { kind: 'attach', sinceStart: false } : { kind: 'exec', options: exec }
    )
    if (opened) void call('containers.closeTerminal', { terminal: id })
  }

  return { terminals, current, busy, refused, open, close, again, choose }
}
