/** Opens connections to an engine, whatever it listens on, behind one http.Agent: what speaks HTTP need not know which. */
import { Agent, type ClientRequest, type IncomingMessage } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { PassThrough, type Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { formatEndpoint, type Endpoint } from './endpoint'
import { FailureError } from './failure-error'
import { createOpeningTurns, type OpeningTurns } from './opening-turns'
import { readMaterial } from './tls/material'

/** One new connection. The duplex reports its own faults by `error`. */
export type Dial = () => Duplex

export interface Dialler {
  readonly agent: Agent
  /** Of the socket or pipe of this computer that leads to the engine, where there is one. */
  readonly socketPath?: string
  /** Resolves, with why, where what carries the connections is cut. */
  readonly lost?: Promise<FailureError>
  /** Ends every connection, idle or in use, hijacked ones too. */
  dispose(): void
}

/** The system probes an idle connection after this many milliseconds: a peer that vanished is noticed without asking. */
const keepAliveDelay = 30_000

/** Throws FailureError where an endpoint cannot be dialled at all: its certificates cannot be read, or nothing knows its scheme. */
function dialOf(endpoint: Endpoint): Dial {
  switch (endpoint.kind) {
    case 'unix':
    case 'pipe':
      return () => connectSocket({ path: endpoint.path })
    case 'tcp': {
      const { host, port, tls } = endpoint
      const common = { host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveDelay }
      if (tls === undefined) return () => connectSocket(common)
      // Once, and here, where what is wrong with it can be said.
      const secureContext = readMaterial(tls)
      // An address is no server name (RFC 6066); the certificate is checked against it all the same.
      const servername = /^[\d.]+$|:/.test(host) ? undefined : host
      return () =>
        connectTls({
          ...common,
          secureContext,
          servername,
          rejectUnauthorized: tls.verify,
          ALPNProtocols: ['http/1.1']
        })
    }
    case 'ssh':
    case 'unsupported':
      throw new FailureError({
        kind: 'unsupported',
        message: `Escale cannot dial ${formatEndpoint(endpoint)}`
      })
  }
}

/** What an error on a dialled connection has to say, and what docker-modem would not notice. */
const cut = (): Error =>
  Object.assign(new Error('The engine closed the connection before its answer was complete'), { code: 'ECONNRESET' })

class DialAgent extends Agent {
  readonly #dial: Dial
  readonly #onOpen: (connection: Duplex) => void
  readonly #turns: OpeningTurns | undefined

  constructor(dial: Dial, onOpen: (connection: Duplex) => void, turns: OpeningTurns | undefined) {
    super({ keepAlive: true, maxFreeSockets: 8 })
    this.#dial = dial
    this.#onOpen = onOpen
    this.#turns = turns
    // After the agent's own: the connection lies ready by then.
    if (turns !== undefined) this.on('free', () => turns.freed())
  }

  override createConnection(): Duplex {
    const connection = this.#dial()
    this.#onOpen(connection)
    this.#turns?.opens(connection)
    return connection
  }

  /**
   * node:http hands each request to its agent here. docker-modem ignores a cut inside an answer that it collects whole, so that
   * `container.wait()` never settles when the engine dies: the cut becomes an error of the request, which it does hear.
   */
  addRequest(request: ClientRequest, options: object): void {
    request.once('response', (response: IncomingMessage) => {
      response.once('close', () => {
        if (!response.complete && request.listenerCount('error') > 0) request.emit('error', cut())
      })
    })
    const inherited = Agent.prototype as unknown as {
      addRequest(this: Agent, request: ClientRequest, options: object): void
    }
    const go = (): void => inherited.addRequest.call(this, request, options)
    const isFree = Object.values(this.freeSockets).some((sockets) => sockets !== undefined && sockets.length > 0)
    if (this.#turns === undefined || isFree) go()
    else this.#turns.take(go)
  }
}

/** What a connection is that is wanted after the end: over, as soon as somebody listens to it. */
function none(): Duplex {
  const connection = new PassThrough()
  setImmediate(() => connection.destroy())
  return connection
}

/** `isCostly`: few connections are opened at a time. */
export function diallerOf(dial: Dial, more: Omit<Dialler, 'agent' | 'dispose'> = {}, isCostly = false): Dialler {
  const open = new Set<Duplex>()
  let isOver = false
  const turns = isCostly ? createOpeningTurns() : undefined
  const agent = new DialAgent(
    () => (isOver ? none() : dial()),
    (connection) => {
      open.add(connection)
      connection.once('close', () => open.delete(connection))
    },
    turns
  )
  return {
    ...more,
    agent,
    dispose() {
      isOver = true
      // Who waits hears of the end by being given a connection that has ended.
      turns?.flush()
      agent.destroy()
      for (const connection of open) connection.destroy()
    }
  }
}

/** `onConnected`: called at each connection that the other side has taken. Throws FailureError as dialOf does. */
export function createDialler(endpoint: Endpoint, onConnected: () => void = () => undefined): Dialler {
  const dial = dialOf(endpoint)
  return diallerOf(() => dial().once('connect', onConnected), {
    socketPath: endpoint.kind === 'unix' || endpoint.kind === 'pipe' ? endpoint.path : undefined
  })
}
