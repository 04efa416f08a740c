/** The engine's own inspect of what is open beside a list: read anew when that, its row or the engine changes. */
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Failure, Outcome } from '../../../contract/failure'
import { failureText, type FailureText } from '../../modules/failure-text'
import { useConnections } from '../../stores/connections'

type Raw = Readonly<Record<string, unknown>>

export interface Inspect {
  /** Undefined: not read yet. */
  readonly raw: ShallowRef<Raw | undefined>
  readonly failure: ComputedRef<FailureText | undefined>
  read(): Promise<void>
}

export function useInspect({
  of,
  changes,
  ask
}: {
  /** Which it is: of another one nothing is kept. */
  readonly of: () => string
  /** What changes whenever the engine would say something else of it. */
  readonly changes: ReadonlyArray<() => unknown>
  /** Undefined where it is not there. */
  readonly ask: (connection: string) => Promise<Outcome<Raw>> | undefined
}): Inspect {
  const { locale } = useI18n()
  const connections = useConnections()
  const raw = shallowRef<Raw>()
  const refused = shallowRef<Failure>()
  let latest = 0

  async function read(): Promise<void> {
    const asking = connections.currentId === undefined ? undefined : ask(connections.currentId)
    if (asking === undefined) return
    const turn = ++latest
    const reply = await asking
    // Another one was opened meanwhile.
    if (turn !== latest) return
    refused.value = reply.ok ? undefined : reply.failure
    if (reply.ok) raw.value = reply.value
  }
  watch([of, () => connections.currentId], () => {
    raw.value = undefined
    refused.value = undefined
  })
  watch([() => connections.currentId, ...changes, () => connections.live], () => void read(), { immediate: true })

  const failure = computed(() => {
    void locale.value
    return refused.value === undefined ? undefined : failureText(refused.value, connections.current?.endpoint)
  })
  return { raw, failure, read }
}
