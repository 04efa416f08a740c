/**
 * A search of Docker Hub as one types: after a pause, and the older question is given up where it stands, so that its answer
 * can never take the place of a newer one.
 */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { hubPatience, type SearchRequest } from '../../../contract/hub/api'
import type { Failure } from '../../../contract/failure'
import type { HubSearchReply } from '../../../contract/hub/model'
import { open } from '../../ipc/client'

export type HubState =
  | { readonly kind: 'idle' }
  /** `last` is what stood there before: it stays, greyed, until the answer comes. */
  | {
      readonly kind: 'searching'
      readonly last: HubSearchReply | undefined
      /** Docker Hub alone is waited for; after a while the engine too; or Hub, however long it takes. */
      readonly awaits: 'hub' | 'both' | 'hub-alone'
    }
  | { readonly kind: 'found'; readonly reply: HubSearchReply; readonly query: SearchRequest }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Milliseconds of quiet before what was typed is asked. */
const pause = 300

export function useHubSearch(wanted: () => SearchRequest | undefined): {
  readonly state: Readonly<ShallowRef<HubState>>
  /** Asks again at once. */
  retry(): void
  /** The same, and waits for Docker Hub however slow it is. */
  wait(): void
} {
  const state = shallowRef<HubState>({ kind: 'idle' })
  let timer: ReturnType<typeof setTimeout> | undefined
  let late: ReturnType<typeof setTimeout> | undefined
  let under: { close(): void } | undefined

  function search(query: SearchRequest): void {
    const awaits = query.patient === true ? 'hub-alone' : 'both'
    late = setTimeout(() => {
      if (state.value.kind === 'searching') state.value = { ...state.value, awaits }
    }, hubPatience)
    under = open('hub.find', query, {
      items: ([reply]) => {
        clearTimeout(late)
        if (reply !== undefined) state.value = { kind: 'found', reply, query }
      },
      ended: (failure) => {
        clearTimeout(late)
        if (failure !== undefined) state.value = { kind: 'failed', failure }
      }
    })
  }
  function giveUp(): void {
    clearTimeout(timer)
    clearTimeout(late)
    under?.close()
    under = undefined
  }
  function ask(after: number, patient = false): void {
    giveUp()
    const query = wanted()
    if (query === undefined) {
      state.value = { kind: 'idle' }
      return
    }
    const last =
      state.value.kind === 'found' ? state.value.reply : state.value.kind === 'searching' ? state.value.last : undefined
    state.value = { kind: 'searching', last, awaits: 'hub' }
    timer = setTimeout(() => search(patient ? { ...query, patient } : query), after)
  }

  watch(
    () => JSON.stringify(wanted() ?? null),
    // A search that the page was opened with need not wait for more to be typed.
    (_, before) => ask(before === undefined ? 0 : pause),
    { immediate: true }
  )
  onScopeDispose(giveUp)
  return { state, retry: () => ask(0), wait: () => ask(0, true) }
}
