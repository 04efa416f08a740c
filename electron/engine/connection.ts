/** The connection to one engine as a state machine: connecting, connected, degraded, unreachable, and back by itself. */
import type { ConnectionState } from '../../contract/connections/model'
import type { Failure } from '../../contract/failure'
import { backoff } from './backoff'
import type { Endpoint } from './endpoint'
import type { Engine, EngineEvent, RegistryAuth } from './engine'
import { followEvents } from './event-stream'
import { FailureError } from './failure-error'
import { isFinal } from './final-failure'
import { toFailureError } from './failures/to-failure-error'
import { createListeners } from './listeners'
import { orAborted } from './on-abort'
import { createReach } from './reach'
import { createRequests } from './requests'
import { openSessionOn, type Session } from './session'
import { createAskingTurns } from './ssh/asking-turns'
import type { SshOptions } from './ssh/context'
import { watchSocket } from './socket-watch'
import { lost, whyLost } from './why-lost'

export interface ConnectionLimits {
  /** Milliseconds for an engine to answer while it is being connected. */
  readonly connect: number
  /** The same for one that was connected, when it is asked whether it still lives. */
  readonly alive: number
}
const usualLimits: ConnectionLimits = { connect: 10_000, alive: 2_000 }

export interface EngineConnection extends Engine {
  /** Dials, where it is idle. */
  start(): void
  /** Tries now, where it waits for its turn. */
  retry(): void
  /** Ends a try that is under way, with all that it has started; it then waits for somebody to try again. */
  cancel(): void
  /** It listens elsewhere now: what is under way ends, and it dials anew. */
  moveTo(endpoint: Endpoint): void
  /** Whether an unreachable engine is tried again by itself: only what somebody looks at is. */
  setWatched(watched: boolean): void
  /** Ends everything under way, for good. */
  dispose(): void
}

const nobody: RegistryAuth = () => Promise.resolve(undefined)

export function createConnection(
  id: string,
  firstEndpoint: Endpoint,
  limits = usualLimits,
  registryAuth = nobody,
  ssh: SshOptions = {}
): EngineConnection {
  let endpoint = firstEndpoint
  const turns = createAskingTurns(ssh.ask)
  const reachOf = (to: Endpoint) => createReach(to, { ...ssh, ask: turns.ask })
  let reach = reachOf(endpoint)
  let state: ConnectionState = { kind: 'idle' }
  let session: Session | undefined
  /** Of the last session that stood; aborted where there was none. */
  let sessionSignal = AbortSignal.abort(new FailureError(lost('Not connected')))
  let dialling: AbortController | undefined
  let attempts = 0
  let watched = true
  let hasMoved = false
  let disposed = false
  let stopWaiting = (): void => undefined
  const states = createListeners<ConnectionState>()
  const events = createListeners<EngineEvent>()
  const resyncs = createListeners<void>()

  const enter = (next: ConnectionState): void => {
    state = next
    states.tell(next)
  }

  const waitForTurn = (failure: Failure): void => {
    const delay = watched && turns.mayAsk && !isFinal(failure) ? backoff(attempts) : undefined
    if (delay !== undefined) {
      const timer = setTimeout(() => void dial(), delay)
      const unwatch = endpoint.kind === 'unix' ? watchSocket(endpoint.path, onSocketChange) : undefined
      stopWaiting = () => {
        clearTimeout(timer)
        unwatch?.()
      }
    }
    enter({
      kind: 'unreachable',
      failure,
      attempt: attempts,
      retryAt: delay === undefined ? undefined : Date.now() + delay
    })
  }

  /** An engine that starts is a little late to listen: the turns that follow come quickly again. */
  const onSocketChange = (): void => {
    attempts = 0
    void dial()
  }

  const dial = async (): Promise<void> => {
    if (disposed || dialling !== undefined || session !== undefined) return
    stopWaiting()
    stopWaiting = () => undefined
    const abort = new AbortController()
    dialling = abort
    attempts += 1
    turns.begin()
    hasMoved = false
    enter({ kind: 'connecting', attempt: attempts })
    try {
      const opening = openSessionOn(reach, endpoint, limits.connect, abort.signal, (waitsFor) => {
        if (dialling !== abort || (state.kind === 'connecting' && state.waitsFor === waitsFor)) return
        enter({ kind: 'connecting', attempt: attempts, waitsFor })
      })
      const opened = await orAborted(opening, abort.signal)
      dialling = undefined
      turns.allow()
      follow(opened)
    } catch (error) {
      dialling = undefined
      if (disposed) return
      // A question that went with the old address was not refused.
      if (!hasMoved) turns.failed()
      const known = toFailureError(error)
      waitForTurn(known instanceof FailureError ? known.failure : { kind: 'internal', message: String(known) })
    }
  }

  const follow = (opened: Session): void => {
    session = opened
    sessionSignal = opened.signal
    const { capabilities } = opened
    const stands = (): boolean => session === opened
    void opened.lost?.then(({ failure }) => lose(opened, failure))
    let seen = false
    const reached = (): void => {
      attempts = 0
      seen = true
    }
    void followEvents({
      session: opened,
      limit: limits.alive,
      onStanding() {
        if (!stands()) return
        reached()
        if (state.kind !== 'connected') enter({ kind: 'connected', capabilities, since: Date.now() })
        resyncs.tell()
      },
      onEvent: (event) => stands() && events.tell(event),
      onBroken(failure) {
        if (!stands()) return
        const first = !seen
        reached()
        enter({ kind: 'degraded', capabilities, failure })
        // Without events the lists are still worth reading once.
        if (first) resyncs.tell()
      }
    }).then((failure) => {
      if (failure !== undefined) gone(opened, seen ? lost(failure.message) : failure)
    })
  }

  /** Its connections ended: what carries them may know better why. */
  const gone = (which: Session, failure: Failure): void => {
    if (which.lost === undefined) lose(which, failure)
    else void whyLost(which.lost, failure).then((known) => lose(which, known))
  }

  const lose = (which: Session, failure: Failure): void => {
    if (session !== which) return
    session = undefined
    which.end(new FailureError(failure))
    if (!disposed) waitForTurn(failure)
  }

  const requests = createRequests({
    get state() {
      return state
    },
    get session() {
      return session
    },
    get disposed() {
      return disposed
    },
    onState: states.add,
    dial: () => void dial(),
    gone
  })

  return {
    connection: id,
    get state() {
      return state
    },
    get session() {
      return sessionSignal
    },
    onState: states.add,
    onEvent: events.add,
    onResync: resyncs.add,
    registryAuth,
    ...requests,
    start() {
      if (state.kind === 'idle') void dial()
    },
    retry() {
      attempts = 0
      turns.allow()
      void dial()
    },
    cancel() {
      if (dialling === undefined) return
      dialling.abort(new FailureError({ kind: 'cancelled', message: '' }))
      // Also an ssh that has signed in, and whose engine does not answer.
      reach.dispose()
      reach = reachOf(endpoint)
    },
    moveTo(next) {
      endpoint = next
      attempts = 0
      turns.allow()
      reach.dispose()
      reach = reachOf(next)
      const moved = lost('The address of this connection has changed')
      if (dialling !== undefined) {
        dialling.abort(new FailureError(moved))
        hasMoved = true
      } else if (session !== undefined) lose(session, moved)
      else if (state.kind === 'unreachable') void dial()
    },
    setWatched(now) {
      if (watched === now) return
      watched = now
      if (now) turns.allow()
      if (state.kind !== 'unreachable') return
      stopWaiting()
      stopWaiting = () => undefined
      if (now) void dial()
      else enter({ ...state, retryAt: undefined })
    },
    dispose() {
      disposed = true
      stopWaiting()
      const reason = new FailureError({ kind: 'cancelled', message: '' })
      dialling?.abort(reason)
      session?.end(reason)
      session = undefined
      reach.dispose()
      enter({ kind: 'idle' })
    }
  }
}
