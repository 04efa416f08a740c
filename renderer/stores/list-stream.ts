/** What every list of an engine has in common: open while an engine is shown, and again where it could not be read. */
import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Failure } from '../../contract/failure'
import { useConnections } from './connections'

interface ListStream {
  /** Why the list cannot be read although the engine is there; undefined while it can. */
  readonly failure: ShallowRef<Failure | undefined>
  /** Read reactively by `useStream`. */
  readonly request: () => { readonly connection: string } | undefined
  retry(): void
}

function listStream(): ListStream {
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

interface KeptList<Change, Row> extends ListStream {
  readonly rows: ShallowRef<ReadonlyMap<string, Row>>
  /** The first snapshot has come: an empty list then is an empty engine. */
  readonly loaded: ShallowRef<boolean>
  /** For `useStream`. */
  readonly listener: {
    opened(): void
    items(changes: readonly Change[]): void
    ended(reason: Failure | undefined): void
  }
}

/** A list by its keys, as its stream tells. `apply` brings one change into the rows; before a snapshot there are none. */
export function keptList<Change extends { readonly kind: string }, Row>(
  apply: (rows: Map<string, Row>, change: Change) => void
): KeptList<Change, Row> {
  const stream = listStream()
  const rows = shallowRef<ReadonlyMap<string, Row>>(new Map())
  const loaded = shallowRef(false)
  return {
    ...stream,
    rows,
    loaded,
    listener: {
      opened() {
        rows.value = new Map()
        loaded.value = false
        stream.failure.value = undefined
      },
      items(changes) {
        // One copy for a whole batch, however many changes it holds.
        const known = new Map(rows.value)
        for (const change of changes) {
          if (change.kind === 'snapshot') {
            known.clear()
            loaded.value = true
          }
          apply(known, change)
        }
        rows.value = known
      },
      ended: (reason) => (stream.failure.value = reason)
    }
  }
}
