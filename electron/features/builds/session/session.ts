/**
 * The connection over which BuildKit asks back while it builds: opened by us (`POST /session`, upgraded to HTTP/2) and served by us,
 * where the engine is on this computer in a thread of its own.
 */
import { createHash, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Duplex } from 'node:stream'
import type { Engine } from '../../../engine/engine'
import { credentials } from './credentials'
import { serveGrpc } from './grpc'
import { methodsOf, type SessionFiles } from './methods'
import { agentSocket } from './ssh-agent'
import { serveInThread } from './thread'

export interface SessionParts extends Omit<SessionFiles, 'agent'> {
  readonly engine: Engine
  /** By which RUN instructions may ask for the SSH agent; none: it is not lent. */
  readonly agentIds: ReadonlySet<string>
  readonly signal: AbortSignal
  readonly onBytes: (bytes: number) => void
  readonly onFault: (error: unknown) => void
}

export interface BuildSession {
  readonly id: string
  /** Resolves once `onBytes` and `onFault` were told all that has been so far. */
  settled(): Promise<void>
  close(): void
}

function headersOf(id: string, folder: string | undefined, methods: string[]): Record<string, string | string[]> {
  // The same folder again: BuildKit asks only for what has changed since.
  const key = createHash('sha256')
    .update(`escale:${hostname()}:${folder ?? ''}`)
    .digest('hex')
  return {
    Upgrade: 'h2c',
    'X-Docker-Expose-Session-Uuid': id,
    'X-Docker-Expose-Session-Name': 'escale',
    'X-Docker-Expose-Session-Sharedkey': key,
    'X-Docker-Expose-Session-Grpc-Method': methods
  }
}

/** Through dockerode, whatever leads to the engine. */
function dial(engine: Engine, headers: object): Promise<Duplex> {
  const options = {
    method: 'POST',
    path: '/session',
    hijack: true,
    statusCodes: { 101: true, 200: true, 404: 'no such endpoint', 500: 'server error' },
    headers
  }
  return engine.use(
    (docker) =>
      new Promise<Duplex>((resolve, reject) => {
        const modem = docker.modem as unknown as {
          dial(given: object, done: (error: unknown, socket: Duplex) => void): void
        }
        modem.dial(options, (error, socket) => (error ? reject(error as Error) : resolve(socket)))
      })
  )
}

/** Whoever opens it closes it. Throws FailureError: the engine knows no sessions, or what lies before it lets none through. */
export async function openSession(parts: SessionParts): Promise<BuildSession> {
  const { engine, folder, dockerfiles, secrets, agentIds, signal } = parts
  const id = randomUUID()
  const agent = agentIds.size === 0 ? undefined : { path: agentSocket(), ids: agentIds }
  const files: SessionFiles = { folder, dockerfiles, secrets, agent }
  const told = { ...parts, credentials: (host: string) => credentials(engine, host) }
  const methods = methodsOf(files, told)
  const headers = headersOf(id, folder, Object.keys(methods))
  const aside = await engine.aside({ method: 'POST', path: '/session', signal })
  if (aside !== undefined) return { id, ...(await serveInThread({ aside, headers, files }, told, engine.session)) }
  const connection = await dial(engine, headers)
  const served = serveGrpc(connection, methods)
  const stop = (): void => served.destroy()
  signal.addEventListener('abort', stop, { once: true })
  return {
    id,
    settled: () => Promise.resolve(),
    close() {
      signal.removeEventListener('abort', stop)
      served.close()
      // The engine holds on to it as long as it stands.
      connection.destroy()
    }
  }
}
