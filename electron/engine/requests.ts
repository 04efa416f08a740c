/** What is asked of an engine: it waits for a session, and ends with it; what one request notices of the engine, all learn. */
import type { ConnectionState } from '../../contract/connections/model'
import type { Failure } from '../../contract/failure'
import type { Engine } from './engine'
import { FailureError } from './failure-error'
import { saysEngineGone, toFailureError } from './failures/to-failure-error'
import { onAbort, orAborted } from './on-abort'
import type { Session } from './session'
import { lost } from './why-lost'

/** The connection, as its requests see it. */
export interface Standing {
  readonly state: ConnectionState
  readonly session: Session | undefined
  /** Ended for good. */
  readonly disposed: boolean
  onState(listener: (state: ConnectionState) => void): () => void
  dial(): void
  /** That session's connections have ended. */
  gone(which: Session, failure: Failure): void
}

const isUp = ({ kind }: ConnectionState): boolean => kind === 'connected' || kind === 'degraded'

export function createRequests(
  standing: Standing
): Pick<Engine, 'connected' | 'get' | 'open' | 'headers' | 'aside' | 'use'> {
  /** Resolves in a session; rejects at once where the engine is known to be away, for nobody can say when it comes back. */
  const present = (signal?: AbortSignal): Promise<Session> =>
    new Promise((resolve, reject) => {
      if (standing.state.kind === 'idle') standing.dial()
      let unlisten = (): void => undefined
      let unwatch = (): void => undefined
      const done = (): void => {
        unlisten()
        unwatch()
      }
      const look = (now: ConnectionState): boolean => {
        if (standing.disposed) reject(new FailureError({ kind: 'cancelled', message: '' }))
        else if (standing.session !== undefined) resolve(standing.session)
        else if (now.kind === 'unreachable') reject(new FailureError(now.failure))
        else return false
        done()
        return true
      }
      if (look(standing.state)) return
      unlisten = standing.onState((now) => void look(now))
      unwatch = onAbort([signal], (failure) => {
        done()
        reject(failure)
      })
    })

  const noticed = (which: Session, error: unknown): unknown => {
    if (which.signal.aborted) return which.signal.reason
    if (saysEngineGone(error)) standing.gone(which, lost(error instanceof Error ? error.message : ''))
    return toFailureError(error)
  }

  const within = async <T>(signal: AbortSignal | undefined, work: (session: Session) => Promise<T>): Promise<T> => {
    const session = await present(signal)
    try {
      return await work(session)
    } catch (error) {
      throw noticed(session, error)
    }
  }

  return {
    connected: (signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error)
        if (isUp(standing.state)) return resolve()
        if (standing.state.kind === 'idle') standing.dial()
        const stop = (): void => {
          unlisten()
          reject(signal?.reason as Error)
        }
        const unlisten = standing.onState((now) => {
          if (!isUp(now) && !standing.disposed) return
          unlisten()
          signal?.removeEventListener('abort', stop)
          if (standing.disposed) reject(new FailureError({ kind: 'cancelled', message: '' }))
          else resolve()
        })
        signal?.addEventListener('abort', stop, { once: true })
      }),
    get: (request, schema) => within(request.signal, ({ http }) => http.get(request, schema)),
    open: (request) => within(request.signal, ({ http }) => http.open(request)),
    headers: (request) => within(request.signal, ({ http }) => http.headers(request)),
    aside: (request) => within(request.signal, async ({ http }) => http.aside(request)),
    use: (work) =>
      within(undefined, async (session) => {
        const docker = await session.docker()
        return orAborted(work(docker), session.signal)
      })
  }
}
