/** For the tests of this folder: the bridge's four functions as a stand-in that a test answers by hand, and a container. */
import { createPinia, setActivePinia } from 'pinia'
import type { Bridge, StreamMessage } from '../../../contract/bridge'
import type { Container, ContainersChange } from '../../../contract/containers/model'
import type { Outcome } from '../../../contract/failure'

export const testContainer = (changes: Partial<Container> = {}): Container => ({
  id: 'a'.repeat(64),
  name: 'web',
  image: 'nginx:1.27',
  imageId: `sha256:${'b'.repeat(64)}`,
  command: 'nginx -g daemon off;',
  state: 'running',
  status: 'Up 3 minutes',
  created: 0,
  since: 1000,
  ports: [],
  labels: {},
  networks: [],
  volumes: [],
  ...changes
})

export interface AskedCall {
  readonly name: string
  readonly request: Readonly<Record<string, unknown>>
  answer(outcome: Outcome<unknown>): Promise<void>
}
export interface OpenStream {
  readonly name: string
  readonly request: unknown
  readonly written: unknown[]
  closed: boolean
  send(...items: unknown[]): void
  end(message?: StreamMessage): void
}

export interface TestWindow {
  readonly calls: readonly AskedCall[]
  readonly streams: readonly OpenStream[]
  /** The open stream of a name. */
  stream(name: string): OpenStream
  containers(...changes: ContainersChange[]): void
}

/** Connected to one engine, with the stores that stand on it made anew. Call it before anything that opens a stream. */
export function testWindow(): TestWindow {
  const calls: AskedCall[] = []
  const streams: OpenStream[] = []
  const bridge: Bridge = {
    call: (name, request) =>
      new Promise((resolve) => {
        calls.push({
          name,
          request: request as Readonly<Record<string, unknown>>,
          answer: async (outcome) => {
            resolve(outcome)
            // What awaits the answer runs before the test goes on.
            for (let turn = 0; turn < 5; turn++) await Promise.resolve()
          }
        })
      }),
    open: (name, request, listener) => {
      const stream: OpenStream = {
        name,
        request,
        written: [],
        closed: false,
        send: (...items) => listener({ kind: 'items', items: JSON.stringify(items) }),
        end: (message = { kind: 'ended' }) => listener(message)
      }
      streams.push(stream)
      if (name === 'connections.watch') queueMicrotask(() => stream.send(connected))
      return streams.length - 1
    },
    write: (id, input) => void streams[id]?.written.push(input),
    close: (id) => {
      const stream = streams[id]
      if (stream !== undefined) stream.closed = true
    },
    dropped: () => Promise.resolve([])
  }
  Object.assign(window, { escale: bridge })
  setActivePinia(createPinia())
  const stream = (name: string): OpenStream => {
    const found = streams.findLast((one) => one.name === name && !one.closed)
    if (found === undefined) throw new Error(`no open stream ${name}`)
    return found
  }
  return { calls, streams, stream, containers: (...changes) => stream('containers.watch').send(...changes) }
}

const capabilities = {
  version: '27.0.0',
  apiVersion: '1.46',
  os: 'linux',
  arch: 'amd64',
  product: 'Docker Engine',
  buildKit: true
}
const connected = {
  current: 'one',
  connections: [
    {
      id: 'one',
      name: 'default',
      source: 'place',
      endpoint: 'unix:///one.sock',
      cli: [],
      state: { kind: 'connected', capabilities, since: 0 }
    }
  ]
}
