/** What the engine's own filters leave of a list: asked when they change, and again when the list does. */
import { computed, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Failure, Outcome } from '../../../contract/failure'
import { useConnections } from '../../stores/connections'

/** Milliseconds after a change of the list before the engine is asked again: a burst is one question. */
const settle = 150

export interface EngineMatches {
  /** Keys of what passes; undefined: nothing is asked, or not answered yet. */
  readonly matched: ShallowRef<ReadonlySet<string> | undefined>
  /** Why the engine could not say what its filters leave. */
  readonly failure: ShallowRef<Failure | undefined>
}

/** `asked`: undefined where the engine has nothing to filter. `list` changes whenever the list does. */
export function useEngineMatches<Filters>(
  asked: () => Filters | undefined,
  list: () => unknown,
  ask: (connection: string, filters: Filters) => Promise<Outcome<readonly string[]>>
): EngineMatches {
  const connections = useConnections()
  const matched = shallowRef<ReadonlySet<string>>()
  const failure = shallowRef<Failure>()
  const question = computed(() => JSON.stringify([connections.currentId, asked()]))
  let round = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    const connection = connections.currentId
    const filters = asked()
    const mine = ++round
    if (filters === undefined || connection === undefined) return
    const outcome = await ask(connection, filters)
    if (mine !== round) return
    failure.value = outcome.ok ? undefined : outcome.failure
    // What docker refuses (a network that is not there) leaves nothing, as its own list does.
    matched.value = new Set(outcome.ok ? outcome.value : [])
  }
  watch(
    question,
    () => {
      matched.value = undefined
      failure.value = undefined
      void read()
    },
    { immediate: true }
  )
  watch(list, () => {
    if (asked() === undefined) return
    clearTimeout(timer)
    timer = setTimeout(() => void read(), settle)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    round++
  })
  return { matched, failure }
}
