/** What every list of an engine has in common: open while an engine is shown, and again where it could not be read. */
import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Failure } from '../../contract/failure'
import { useConnections } from './connections'

export interface ListStream {
  /** Why the list cannot be read although the engine is there; undefined while it can. */
  readonly failure: ShallowRef<Failure | undefined>
  /** Read reactively by `useStream`. */
  readonly request: () => { readonly connection: string } | undefined
  retry(): void
}

export function listStream(): ListStream {
  const connections = useConnections()
  const failure = shallowRef<Failure>()
  /** Off and on again opens the stream anew. */
  const wanted = shallowRef(true)
  function retry(): void {
    wanted.value = false
    wanted.value = true
  }
  // An engine that came back has another answer.
  watch(
    () => connections.live,
    (live) => {
      if (live && failure.value !== undefined) retry()
    }
  )
  const request = (): { connection: string } | undefined =>
    wanted.value && connections.currentId !== undefined ? { connection: connections.currentId } : undefined
  return { failure, request, retry }
}
