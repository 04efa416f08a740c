/**
 * What BuildKit asks back while it builds: the files, secrets, the SSH agent, and who is signed in at a registry. The connection is opened by
 * us (`POST /session`, upgraded to HTTP/2) and served by us. Source: moby/buildkit, session/*.
 */
import { createHash, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Duplex } from 'node:stream'
import type { Engine } from '../../../engine/engine'
import { IgnoreRules } from '../context/ignore'
import { byteText, readable, walkTogether, type ContextEntry } from '../context/walk'
import { Message, writeMessage } from '../progress/protobuf'
import { syncFolder, type SyncedFolder } from './file-sync'
import { followLinks } from './follow-links'
import { GrpcError, serveGrpc, type GrpcCall, type GrpcMethod } from './grpc'
import { agentMethods, agentSocket } from './ssh-agent'

export interface SessionParts {
  readonly engine: Engine
  /** Undefined: an empty one. */
  readonly folder: string | undefined
  /** Its name and those beside it: the Dockerfile and its ignore file. */
  readonly dockerfiles: ReadonlyMap<string, Buffer>
  readonly secrets: ReadonlyMap<string, Buffer>
  /** By which RUN instructions may ask for the SSH agent; none: it is not lent. */
  readonly agentIds: ReadonlySet<string>
  readonly signal: AbortSignal
  readonly onBytes: (bytes: number) => void
  readonly onFault: (error: unknown) => void
}

export interface BuildSession {
  readonly id: string
  close(): void
}

const unary =
  (reply: (request: Message) => Promise<Buffer>): GrpcMethod =>
  async ({ messages, send }) => {
    for await (const bytes of messages) {
      await send([await reply(new Message(bytes))])
      return
    }
  }

/** Values of a header; those beyond ASCII are written as in a web address, or by older engines as the bytes that they are. */
function valuesOf({ metadata }: GrpcCall, name: string): readonly string[] {
  const values = metadata.get(name) ?? []
  const isEncoded = metadata.get(`${name}-encoded`)?.[0] === '1'
  return values.map((value) => (isEncoded ? decodeURIComponent(value.replaceAll('+', ' ')) : readable(value)))
}

function contextFolder(folder: string, parts: SessionParts): SyncedFolder {
  return {
    folder,
    onBytes: parts.onBytes,
    onFault: parts.onFault,
    async *entries(call) {
      const follow = valuesOf(call, 'followpaths')
      const followed = follow.length === 0 ? [] : await followLinks(folder, follow)
      const includes = valuesOf(call, 'include-patterns')
      const all = followed === undefined || (follow.length === 0 && includes.length === 0)
      const signal = AbortSignal.any([call.signal, parts.signal])
      yield* walkTogether(folder, {
        rules: new IgnoreRules(valuesOf(call, 'exclude-patterns'), 'buildkit'),
        ...(all ? {} : { wanted: new IgnoreRules([...includes, ...followed], 'buildkit') }),
        withParents: true,
        signal
      })
    }
  }
}

/** Files of the memory, at the top. */
function memoryFolder(files: ReadonlyMap<string, Buffer>): SyncedFolder {
  const contents = new Map([...files].map(([name, content]) => [byteText(name), content]))
  return {
    folder: '',
    contents,
    async *entries() {
      yield [...contents.keys()].sort().map((path): ContextEntry => ({
        path,
        kind: 'file',
        size: contents.get(path)?.length ?? 0,
        length: contents.get(path)?.length ?? 0,
        mode: 0o644,
        // Never the same twice: only a file's own time says that it did not change.
        changed: Date.now()
      }))
    }
  }
}

/** BuildKit names Docker Hub by the host that it asks. */
const hubHosts = new Set(['registry-1.docker.io', 'index.docker.io', 'docker.io', 'auth.docker.io'])

async function credentials(engine: Engine, request: Message): Promise<Buffer> {
  const host = request.text(1)
  const header = await engine.registryAuth(hubHosts.has(host) ? 'docker.io' : host)
  if (header === undefined) return Buffer.alloc(0)
  const raw = JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as Record<string, unknown>
  const text = (name: string): string => (typeof raw[name] === 'string' ? raw[name] : '')
  const token = text('identitytoken')
  return token === ''
    ? writeMessage([
        [1, text('username')],
        [2, text('password')]
      ])
    : writeMessage([[2, token]])
}

function methodsOf(parts: SessionParts): Readonly<Record<string, GrpcMethod>> {
  const { engine, folder, dockerfiles, secrets, agentIds } = parts
  const folders = new Map([
    ['context', folder === undefined ? memoryFolder(new Map()) : contextFolder(folder, parts)],
    ['dockerfile', memoryFolder(dockerfiles)]
  ])
  return {
    '/grpc.health.v1.Health/Check': unary(async () => writeMessage([[1, 1]])),
    '/moby.filesync.v1.FileSync/DiffCopy': async (call) => {
      const [name = ''] = valuesOf(call, 'dir-name')
      const synced = folders.get(name)
      if (synced === undefined) throw new GrpcError(5, `no access allowed to dir "${name}"`)
      await syncFolder(call, synced)
    },
    '/moby.filesync.v1.Auth/Credentials': unary((request) => credentials(engine, request)),
    '/moby.buildkit.secrets.v1.Secrets/GetSecret': unary(async (request) => {
      const secret = secrets.get(request.text(1))
      if (secret === undefined) throw new GrpcError(5, `secret ${request.text(1)} not found`)
      return writeMessage([[1, secret]])
    }),
    ...(agentIds.size === 0 ? {} : agentMethods(agentIds, agentSocket()))
  }
}

/** Whoever opens it closes it. Throws FailureError: the engine knows no sessions, or what lies before it lets none through. */
export async function openSession(parts: SessionParts): Promise<BuildSession> {
  const id = randomUUID()
  const methods = methodsOf(parts)
  // The same folder again: BuildKit asks only for what has changed since.
  const key = createHash('sha256')
    .update(`escale:${hostname()}:${parts.folder ?? ''}`)
    .digest('hex')
  const options = {
    method: 'POST',
    path: '/session',
    hijack: true,
    statusCodes: { 101: true, 200: true, 404: 'no such endpoint', 500: 'server error' },
    headers: {
      Upgrade: 'h2c',
      'X-Docker-Expose-Session-Uuid': id,
      'X-Docker-Expose-Session-Name': 'escale',
      'X-Docker-Expose-Session-Sharedkey': key,
      'X-Docker-Expose-Session-Grpc-Method': Object.keys(methods)
    }
  }
  const connection = await parts.engine.use(
    (docker) =>
      new Promise<Duplex>((resolve, reject) => {
        const modem = docker.modem as unknown as {
          dial(given: object, done: (error: unknown, socket: Duplex) => void): void
        }
        modem.dial(options, (error, socket) => (error ? reject(error as Error) : resolve(socket)))
      })
  )
  const served = serveGrpc(connection, methods)
  const stop = (): void => served.destroy()
  parts.signal.addEventListener('abort', stop, { once: true })
  return {
    id,
    close() {
      parts.signal.removeEventListener('abort', stop)
      served.close()
      // The engine holds on to it as long as it stands.
      connection.destroy()
    }
  }
}
