/** An Engine without an engine: a test says what it answers and what it tells. */
import { Readable } from 'node:stream'
import * as v from 'valibot'
import type { ConnectionState } from '../../contract/connections/model'
import type { Engine, EngineEvent, EngineRequest } from '../../electron/engine/engine'
import { FailureError } from '../../electron/engine/failure-error'

export interface FakeEngine extends Engine {
  readonly requests: readonly EngineRequest[]
  /** The JSON of an answer, or its body for open; throwing is refusing. */
  answer: (request: EngineRequest) => unknown
  tell(event: Partial<EngineEvent>): void
  lose(): void
  return(): void
}

const lost = (): FailureError => new FailureError({ kind: 'engine-unreachable', reason: 'lost', message: 'lost' })

export function fakeEngine(answer: FakeEngine['answer']): FakeEngine {
  const requests: EngineRequest[] = []
  const listeners = {
    event: new Set<(event: EngineEvent) => void>(),
    resync: new Set<() => void>(),
    state: new Set<(state: ConnectionState) => void>()
  }
  const capabilities = {
    version: '20.10.24',
    apiVersion: '1.41',
    os: 'linux',
    arch: 'amd64',
    product: 'Docker Engine',
    buildKit: true
  }
  let session = new AbortController()
  let state: ConnectionState = { kind: 'connected', capabilities, since: 0 }
  const enter = (next: ConnectionState): void => {
    state = next
    for (const listener of listeners.state) listener(next)
  }
  const ask = async (request: EngineRequest): Promise<unknown> => {
    requests.push(request)
    const present = session.signal
    if (present.aborted) throw lost()
    let onLost = (): void => undefined
    const away = new Promise<never>((_resolve, reject) => (onLost = () => reject(lost())))
    present.addEventListener('abort', onLost)
    return Promise.race([Promise.resolve(request).then(engine.answer), away]).finally(() =>
      present.removeEventListener('abort', onLost)
    )
  }
  const add = <T>(set: Set<T>, item: T): (() => void) => {
    set.add(item)
    return () => void set.delete(item)
  }
  const engine: FakeEngine = {
    connection: 'test',
    requests,
    answer,
    get state() {
      return state
    },
    get session() {
      return session.signal
    },
    onState: (listener) => add(listeners.state, listener),
    onEvent: (listener) => add(listeners.event, listener),
    onResync: (listener) => add(listeners.resync, listener),
    connected: (signal) =>
      new Promise((resolve, reject) => {
        if (state.kind === 'connected') return resolve()
        const stop = add(listeners.resync, () => {
          stop()
          resolve()
        })
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      }),
    registryAuth: () => Promise.resolve(undefined),
    headers: async (request) => (await ask(request)) as Readonly<Record<string, string>>,
    get: async (request, schema) => v.parse(schema, await ask(request)),
    async open(request) {
      const body = await ask(request)
      const stream = body instanceof Readable ? body : Readable.from(body as Iterable<Buffer>)
      session.signal.addEventListener('abort', () => stream.destroy(lost()), { once: true })
      request.signal?.addEventListener(
        'abort',
        () => stream.destroy(new FailureError({ kind: 'cancelled', message: '' })),
        { once: true }
      )
      return stream
    },
    aside: () => Promise.resolve(undefined),
    use: () => Promise.reject(new Error('There is no dockerode here')),
    tell(event) {
      const whole: EngineEvent = {
        type: 'container',
        action: 'start',
        id: '',
        attributes: {},
        timeNano: `${Date.now()}000000`,
        ...event
      }
      for (const listener of listeners.event) listener(whole)
    },
    lose() {
      session.abort(lost())
      enter({ kind: 'unreachable', failure: lost().failure, attempt: 1 })
    },
    return() {
      session = new AbortController()
      enter({ kind: 'connected', capabilities, since: 0 })
      for (const listener of [...listeners.resync]) listener()
    }
  }
  return engine
}
