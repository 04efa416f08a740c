/** What a prune would take, asked again as its filters change: exactly that is shown, and exactly that goes. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Failure, Outcome } from '../../../contract/failure'

/** Milliseconds after the last key: the engine may have sizes to count. */
const rest = 250

export interface Prunable<Row> {
  /** Undefined: not answered yet. */
  readonly shown: ShallowRef<readonly Row[] | undefined>
  readonly refused: ShallowRef<Failure | undefined>
}

/** `request`: undefined while nobody looks. */
export function usePrunable<Request, Row>(
  request: () => Request | undefined,
  ask: (request: Request) => Promise<Outcome<readonly Row[]>>
): Prunable<Row> {
  const shown: ShallowRef<readonly Row[] | undefined> = shallowRef()
  const refused = shallowRef<Failure>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function read(wanted: Request): Promise<void> {
    const turn = ++asked
    const outcome = await ask(wanted)
    if (turn !== asked) return
    shown.value = outcome.ok ? outcome.value : []
    refused.value = outcome.ok ? undefined : outcome.failure
  }
  watch(
    request,
    (now, before) => {
      clearTimeout(timer)
      asked++
      shown.value = undefined
      if (now !== undefined) timer = setTimeout(() => void read(now), before === undefined ? 0 : rest)
    },
    { immediate: true }
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    asked++
  })
  return { shown, refused }
}

/** `stage=test !keep`: labels that what goes has, and after a `!` those that it has not. */
export function labelsOf(text: string): { readonly labels: string[]; readonly withoutLabels: string[] } {
  const labels = text.split(/[\s,]+/).filter((one) => one !== '' && one !== '!')
  return {
    labels: labels.filter((one) => !one.startsWith('!')),
    withoutLabels: labels.filter((one) => one.startsWith('!')).map((one) => one.slice(1))
  }
}
