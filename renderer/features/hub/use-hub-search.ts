/** A search of Docker Hub as one types: after a pause, and an answer that comes late never takes the place of a newer one. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { InferOutput } from 'valibot'
import type { Failure } from '../../../contract/failure'
import type { HubSearchReply } from '../../../contract/hub/model'
import { call } from '../../ipc/client'

export type HubReply = InferOutput<typeof HubSearchReply>

export interface HubQuery {
  readonly connection: string
  readonly query: string
  /** From 1. */
  readonly page: number
}

export type HubState =
  | { readonly kind: 'idle' }
  /** `last` is what stood there before: it stays, greyed, until the answer comes. */
  | { readonly kind: 'searching'; readonly last: HubReply | undefined }
  | { readonly kind: 'found'; readonly reply: HubReply; readonly query: HubQuery }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Milliseconds of quiet before what was typed is asked. */
const pause = 300

export function useHubSearch(wanted: () => HubQuery | undefined): {
  readonly state: Readonly<ShallowRef<HubState>>
  /** Asks again at once. */
  retry(): void
} {
  const state = shallowRef<HubState>({ kind: 'idle' })
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function search(query: HubQuery): Promise<void> {
    const asked = ++latest
    const reply = await call('hub.search', query)
    if (asked !== latest) return
    state.value = reply.ok ? { kind: 'found', reply: reply.value, query } : { kind: 'failed', failure: reply.failure }
  }
  function ask(after: number): void {
    clearTimeout(timer)
    // Whatever is under way answers a question that is no longer asked.
    latest++
    const query = wanted()
    if (query === undefined) {
      state.value = { kind: 'idle' }
      return
    }
    const last =
      state.value.kind === 'found' ? state.value.reply : state.value.kind === 'searching' ? state.value.last : undefined
    state.value = { kind: 'searching', last }
    timer = setTimeout(() => void search(query), after)
  }

  watch(
    () => JSON.stringify(wanted() ?? null),
    // A search that the page was opened with need not wait for more to be typed.
    (_, before) => ask(before === undefined ? 0 : pause),
    { immediate: true }
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    latest++
  })
  return { state, retry: () => ask(0) }
}
