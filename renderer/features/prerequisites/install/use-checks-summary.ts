/** What this computer lacks, in a word: the checks that must be met and are not, by the keys of their names. */
import { computed, shallowRef, type ComputedRef } from 'vue'
import { titleKey, type CheckEvent } from '../../../../contract/prerequisites/model'
import { useStream } from '../../../ipc/use-stream'

export interface ChecksSummary {
  readonly done: boolean
  readonly lacking: readonly string[]
}

export function useChecksSummary(connection: () => string | undefined): ComputedRef<ChecksSummary> {
  const lacking = shallowRef<readonly string[]>([])
  const done = shallowRef(false)

  function take(events: readonly CheckEvent[]): void {
    for (const event of events) {
      if (event.kind === 'begun') {
        lacking.value = []
        done.value = false
      }
      if (event.kind === 'result' && event.result.required && event.result.outcome === 'not-met')
        lacking.value = [...lacking.value, titleKey(event.result.id)]
    }
  }
  useStream(
    'prerequisites.check',
    () => {
      const id = connection()
      return id === undefined ? {} : { connection: id }
    },
    { items: take, ended: () => (done.value = true) }
  )
  return computed(() => ({ done: done.value, lacking: lacking.value }))
}
