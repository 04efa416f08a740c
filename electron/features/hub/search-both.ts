/**
 * A search of Docker Hub with the engine's own behind it: at once where Hub cannot be asked, and beside it where Hub takes
 * long, and then whoever answers first is shown. The other is given up where it stands.
 */
import type { HubSearchReply } from '../../../contract/hub/model'
import { FailureError } from '../../engine/failure-error'
import { onAbort } from '../../engine/on-abort'
import { HubUnreachable } from './hub-client'
import type { FoundByHub } from './hub-search'

type Ask = (signal: AbortSignal) => Promise<FoundByHub>
type Given =
  | { readonly by: 'hub' | 'engine'; readonly found: FoundByHub }
  | { readonly by: 'hub' | 'engine'; readonly error: unknown }

export interface SearchParts {
  readonly byHub: Ask
  readonly byEngine: Ask
  readonly signal: AbortSignal
  /** Milliseconds before the engine is asked too; undefined: not before Hub has failed. */
  readonly patience: number | undefined
}

/** Throws FailureError: network where neither can be reached, and what Hub itself says (rate-limited, cancelled). */
export async function searchBoth({ byHub, byEngine, signal, patience }: SearchParts): Promise<HubSearchReply> {
  const stop = new AbortController()
  const unwatch = onAbort([signal], (failure) => stop.abort(failure))
  const ask = (by: 'hub' | 'engine', asked: Ask): Promise<Given> =>
    asked(stop.signal).then(
      (found) => ({ by, found }),
      (error: unknown) => ({ by, error })
    )
  let timer: ReturnType<typeof setTimeout> | undefined
  let engine: Promise<Given> | undefined
  const askEngine = (): Promise<Given> => (engine ??= ask('engine', byEngine))
  const late = new Promise<Given>((resolve) => {
    if (patience !== undefined) timer = setTimeout(() => void askEngine().then(resolve), patience)
  })
  try {
    const hub = ask('hub', byHub)
    const first = await Promise.race([hub, late])
    if (first.by === 'engine' && 'found' in first)
      return { ...first.found, source: 'engine', slow: true, reason: 'no answer in time' }
    const given = await hub
    if ('found' in given) return { ...given.found, source: 'hub' }
    const { error } = given
    if (!(error instanceof HubUnreachable)) throw error
    const second = await askEngine()
    if ('found' in second) return { ...second.found, source: 'engine', reason: error.message }
    if (signal.aborted || !(second.error instanceof FailureError)) throw second.error
    const message = [error.message, second.error.failure.message || second.error.failure.kind].join('; ')
    throw new FailureError(
      { kind: 'network', host: error.host, message, remedy: { kind: 'retry' } },
      { cause: second.error }
    )
  } finally {
    clearTimeout(timer)
    unwatch()
    stop.abort()
  }
}
