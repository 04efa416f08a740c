/** A server that answers like an engine, and like no engine should: for faults that a real one cannot be made to have. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** By path without its version and query: `/containers/json`. Never answering is an answer too. */
export type Answers = Readonly<Record<string, (response: ServerResponse, request: IncomingMessage) => void>>

export interface BrokenEngine {
  readonly socketPath: string
  readonly host: string
  /** `GET /v1.41/containers/json?all=1`, in the order in which they came. */
  readonly requests: readonly string[]
  readonly connections: number
  /** Open event streams. */
  readonly listeners: number
  /** Replaces answers from now on. */
  answer(answers: Answers): void
  /** Writes to every open event stream as it is: add the line's end. */
  event(text: string): void
  /** Ends every open event stream in good order. */
  endEvents(): void
  /** As when its process is killed: no connection is left, nobody listens. */
  kill(): Promise<void>
  /** Listens again on the same socket. */
  start(): Promise<void>
  stop(): Promise<void>
}

export const json =
  (value: unknown, status = 200) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
  }
export const raw =
  (text: string, status = 200) =>
  (response: ServerResponse): void => {
    response.writeHead(status).end(text)
  }
export const never = (): void => undefined

/** So many running containers as `GET /containers/json` lists them: `web-0`, `web-1`, …; `changes` for each by its number. */
export function listed(
  count: number,
  changes: (index: number) => Readonly<Record<string, unknown>> = () => ({})
): ReadonlyArray<Readonly<Record<string, unknown>>> {
  const created = Math.floor(Date.now() / 1000) - 3600
  return Array.from({ length: count }, (_, index) => ({
    Id: index.toString(16).padStart(64, '0'),
    Names: [`/web-${index}`],
    Image: 'busybox:1.36',
    ImageID: `sha256:${'b'.repeat(64)}`,
    Command: 'sleep 100000',
    Created: created - index,
    State: 'running',
    Status: 'Up About an hour',
    Ports: [],
    Labels: {},
    Mounts: [],
    NetworkSettings: { Networks: { bridge: {} } },
    ...changes(index)
  }))
}

const goodPing = (response: ServerResponse): void => {
  response.writeHead(200, { 'Api-Version': '1.41', Ostype: 'linux' }).end('OK')
}

/** A healthy engine but for the answers given. */
export async function startBrokenEngine(first: Answers = {}): Promise<BrokenEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'escale-broken-'))
  const socketPath = join(folder, 'docker.sock')
  const sockets = new Set<Socket>()
  const listeners = new Set<ServerResponse>()
  const requests: string[] = []
  const healthy: Answers = {
    '/_ping': goodPing,
    '/version': json({
      Version: '20.10.24',
      ApiVersion: '1.41',
      Os: 'linux',
      Arch: 'amd64',
      Platform: { Name: 'Broken Engine' }
    }),
    '/events'(response) {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.flushHeaders()
      listeners.add(response)
      response.once('close', () => listeners.delete(response))
    }
  }
  let answers: Answers = { ...healthy, ...first }

  const answer: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`)
    const path = (request.url ?? '').split('?')[0]?.replace(/^\/v\d+\.\d+/, '') ?? ''
    const give = answers[path]
    if (give === undefined) json({ message: 'page not found' }, 404)(response)
    else give(response, request)
  }
  const make = () =>
    createServer(answer).on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
  let server = make()
  const listen = (): Promise<void> => new Promise((resolve) => server.listen(socketPath, resolve))
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await listen()

  return {
    socketPath,
    host: `unix://${socketPath}`,
    requests,
    get connections() {
      return sockets.size
    },
    get listeners() {
      return listeners.size
    },
    answer: (more) => (answers = { ...answers, ...more }),
    event: (text) => listeners.forEach((response) => response.write(text)),
    endEvents: () => listeners.forEach((response) => response.end()),
    kill: close,
    async start() {
      server = make()
      await listen()
    },
    async stop() {
      await close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
