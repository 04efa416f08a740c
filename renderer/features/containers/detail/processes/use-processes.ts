/** A container's processes as they come while somebody looks, and how it stands with them. */
import { computed, onBeforeUnmount, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ProcessColumn, ProcessesItem } from '../../../../../contract/containers/processes/model'
import type { Failure } from '../../../../../contract/failure'
import { useStream } from '../../../../ipc/use-stream'
import { failureText, type FailureText } from '../../../../modules/failure-text'
import { useConnections } from '../../../../stores/connections'
import type { Listed } from './process-rows'

export interface Processes {
  readonly listed: ShallowRef<Listed | undefined>
  readonly state: Ref<ProcessesItem['kind'] | 'waiting' | 'gone'>
  /** What ps or the engine said where it refused. */
  readonly refusal: Ref<string>
  readonly failure: ComputedRef<FailureText | undefined>
  refresh(): void
  retry(): void
}

export function useProcesses(
  container: { readonly id: string; readonly name: string },
  columns: () => readonly ProcessColumn[]
): Processes {
  const { locale } = useI18n()
  const connections = useConnections()
  const listed = shallowRef<Listed>()
  const state = ref<ProcessesItem['kind'] | 'waiting' | 'gone'>('waiting')
  const refusal = ref('')
  const failed = shallowRef<Failure>()
  const wanted = ref(true)
  /** Nobody looks while the window is hidden. */
  const seen = ref(!document.hidden)
  const look = (): void => void (seen.value = !document.hidden)
  document.addEventListener('visibilitychange', look)
  onBeforeUnmount(() => document.removeEventListener('visibilitychange', look))

  function take(item: ProcessesItem): void {
    state.value = item.kind
    if (item.kind === 'processes') listed.value = item
    else if (item.kind === 'refused') refusal.value = item.message
  }
  const stream = useStream(
    'containers.processes',
    () =>
      wanted.value && seen.value && connections.currentId !== undefined
        ? { connection: connections.currentId, container, columns: [...columns()] }
        : undefined,
    {
      opened: () => (failed.value = undefined),
      items: (items) => items.forEach(take),
      ended: (failure) => {
        failed.value = failure
        if (failure === undefined) state.value = 'gone'
      }
    }
  )
  // What was shown of a run that is over is no longer true.
  watch(state, (now) => {
    if (now === 'stopped' || now === 'gone') listed.value = undefined
  })
  const failure = computed(() => {
    void locale.value
    return failed.value === undefined ? undefined : failureText(failed.value, connections.current?.endpoint)
  })
  return {
    listed,
    state,
    refusal,
    failure,
    refresh: () => stream.write({ kind: 'refresh' }),
    retry() {
      wanted.value = false
      wanted.value = true
    }
  }
}
