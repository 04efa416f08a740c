/** What happened to a container, as it comes: what its engine and this app still know first. */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ContainerEvent, EventsItem } from '../../../../../contract/containers/events/api'
import type { Failure } from '../../../../../contract/failure'
import { useStream } from '../../../../ipc/use-stream'
import { failureText, type FailureText } from '../../../../modules/failure-text'
import { useConnections } from '../../../../stores/connections'

export interface EventRow extends ContainerEvent {
  readonly id: string
}
export interface Events {
  /** Undefined: not read yet. */
  readonly all: ShallowRef<readonly EventRow[] | undefined>
  /** The engine is away: some may be missing. */
  readonly interrupted: Ref<boolean>
  readonly failure: ComputedRef<FailureText | undefined>
  retry(): void
}

export function useEvents(container: { readonly id: string; readonly name: string }): Events {
  const { locale } = useI18n()
  const connections = useConnections()
  const all = shallowRef<readonly EventRow[]>()
  const interrupted = ref(false)
  const failed = shallowRef<Failure>()
  const wanted = ref(true)

  function take(items: readonly EventsItem[]): void {
    const come: EventRow[] = []
    for (const item of items) {
      if (item.kind !== 'events') interrupted.value = item.kind === 'interrupted'
      else for (const event of item.events) come.push({ ...event, id: String(event.key) })
    }
    if (come.length > 0 || all.value === undefined) all.value = [...(all.value ?? []), ...come]
  }
  useStream(
    'containers.events',
    () =>
      wanted.value && connections.currentId !== undefined
        ? { connection: connections.currentId, container }
        : undefined,
    {
      opened: () => {
        all.value = undefined
        interrupted.value = false
        failed.value = undefined
      },
      items: take,
      ended: (failure) => (failed.value = failure)
    }
  )
  const failure = computed(() => {
    void locale.value
    return failed.value === undefined ? undefined : failureText(failed.value, connections.current?.endpoint)
  })
  return {
    all,
    interrupted,
    failure,
    retry() {
      wanted.value = false
      wanted.value = true
    }
  }
}
