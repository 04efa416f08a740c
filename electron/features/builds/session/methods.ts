/** What BuildKit asks back while it builds: the files, secrets, the SSH agent, and who is signed in at a registry. Source: moby/buildkit, session/*. */
import { IgnoreRules } from '../context/ignore'
import { byteText, readable, walkTogether, type ContextEntry } from '../context/walk'
import { Message, writeMessage } from '../progress/protobuf'
import { syncFolder, type SyncedFolder } from './file-sync'
import { followLinks } from './follow-links'
import { GrpcError, type GrpcCall, type GrpcMethod } from './grpc'
import { agentMethods } from './ssh-agent'

/** What can be said of a build to a thread of its own. */
export interface SessionFiles {
  /** Undefined: an empty one. */
  readonly folder: string | undefined
  /** Its name and those beside it: the Dockerfile and its ignore file. */
  readonly dockerfiles: ReadonlyMap<string, Uint8Array>
  readonly secrets: ReadonlyMap<string, Uint8Array>
  /** Of the SSH agent, and by which names RUN instructions may ask for it; undefined: it is not lent. */
  readonly agent: { readonly path: string; readonly ids: ReadonlySet<string> } | undefined
}

export interface SessionTold {
  readonly signal: AbortSignal
  readonly onBytes: (bytes: number) => void
  readonly onFault: (error: unknown) => void
  /** A message of BuildKit's for who is signed in at a host; empty for nobody. */
  readonly credentials: (host: string) => Promise<Uint8Array>
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

function contextFolder(folder: string, told: SessionTold): SyncedFolder {
  return {
    folder,
    onBytes: told.onBytes,
    onFault: told.onFault,
    async *entries(call) {
      const follow = valuesOf(call, 'followpaths')
      const followed = follow.length === 0 ? [] : await followLinks(folder, follow)
      const includes = valuesOf(call, 'include-patterns')
      const all = followed === undefined || (follow.length === 0 && includes.length === 0)
      const signal = AbortSignal.any([call.signal, told.signal])
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
function memoryFolder(files: ReadonlyMap<string, Uint8Array>): SyncedFolder {
  const contents = new Map([...files].map(([name, content]) => [byteText(name), Buffer.from(content)]))
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

const diffCopy = '/moby.filesync.v1.FileSync/DiffCopy'
const health = '/grpc.health.v1.Health/Check'
const signIns = '/moby.filesync.v1.Auth/Credentials'
const secret = '/moby.buildkit.secrets.v1.Secrets/GetSecret'

/** By their path, `/package.Service/Method`. */
export function methodsOf(files: SessionFiles, told: SessionTold): Readonly<Record<string, GrpcMethod>> {
  const { folder, dockerfiles, secrets, agent } = files
  const folders = new Map([
    ['context', folder === undefined ? memoryFolder(new Map()) : contextFolder(folder, told)],
    ['dockerfile', memoryFolder(dockerfiles)]
  ])
  return {
    [health]: unary(async () => writeMessage([[1, 1]])),
    [diffCopy]: async (call) => {
      const [name = ''] = valuesOf(call, 'dir-name')
      const synced = folders.get(name)
      if (synced === undefined) throw new GrpcError(5, `no access allowed to dir "${name}"`)
      await syncFolder(call, synced)
    },
    [signIns]: unary(async (request) => Buffer.from(await told.credentials(request.text(1)))),
    [secret]: unary(async (request) => {
      const value = secrets.get(request.text(1))
      if (value === undefined) throw new GrpcError(5, `secret ${request.text(1)} not found`)
      return writeMessage([[1, Buffer.from(value)]])
    }),
    ...(agent === undefined ? {} : agentMethods(agent.ids, agent.path))
  }
}
