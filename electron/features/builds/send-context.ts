/** How a build's files reach its builder: over a session with BuildKit, else as a tar. */
import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { BuildOptions } from '../../../contract/builds/options'
import type { Engine, EngineRequest } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { aboutPath, folderOf, type Dockerfile } from './context/build-context'
import { contextTar } from './context/context-tar'
import { openSession, type BuildSession } from './session/session'

export interface SendParts {
  readonly engine: Engine
  readonly options: BuildOptions
  readonly way: 'buildkit' | 'classic'
  /** Undefined for an address. */
  readonly dockerfile: Dockerfile | undefined
  readonly secrets: ReadonlyMap<string, Buffer>
  readonly signal: AbortSignal
  readonly onBytes: (bytes: number) => void
}

export interface Sending {
  readonly request: Pick<EngineRequest, 'query' | 'body'>
  /** Resolves once everything that was sent so far is counted, and what went wrong is known. */
  settled(): Promise<void>
  /** What the system said of a file: the request that it ended says less. */
  readonly fault: () => unknown
  close(): void
}

/** What is beside a Dockerfile under its name and `.dockerignore`; nothing where there is none. */
async function besides({ path }: Dockerfile, name: string): Promise<ReadonlyArray<readonly [string, Buffer]>> {
  if (path === undefined) return []
  const ignore = await readFile(`${path}.dockerignore`).catch(() => undefined)
  return ignore === undefined ? [] : [[`${name}.dockerignore`, ignore]]
}

async function openFor(
  parts: SendParts,
  folder: string | undefined,
  onFault: (error: unknown) => void
): Promise<[BuildSession, string]> {
  const { engine, options, dockerfile, secrets, signal, onBytes } = parts
  const name = posix.basename(dockerfile?.inside ?? dockerfile?.path?.replaceAll('\\', '/') ?? 'Dockerfile')
  const dockerfiles = new Map(
    dockerfile === undefined
      ? []
      : [[name, Buffer.from(dockerfile.text)] as const, ...(await besides(dockerfile, name))]
  )
  return [
    await openSession({
      engine,
      folder,
      dockerfiles,
      secrets,
      agentIds: new Set(options.ssh),
      signal,
      onBytes,
      onFault
    }),
    name
  ]
}

/** Whoever opens it closes it. */
export async function sendContext(parts: SendParts): Promise<Sending> {
  const { options, way, dockerfile, secrets } = parts
  const { context } = options
  if (context.kind === 'address' && options.dockerfile.kind === 'text')
    throw new FailureError({ kind: 'unsupported', message: 'The Dockerfile of an address is one of its own files' })
  const place = context.kind === 'folder' ? context.path : ''
  let fault: unknown
  const asksUs = secrets.size > 0 || options.ssh.length > 0
  const keep = (error: unknown): unknown => (fault ??= aboutPath(error, place))
  if (way === 'buildkit') {
    const folder = context.kind === 'folder' ? await folderOf(context.path) : undefined
    try {
      const [session, name] = await openFor(parts, folder, keep)
      const remote =
        context.kind === 'address'
          ? {
              remote: context.address,
              dockerfile: options.dockerfile.kind === 'file' ? options.dockerfile.path : undefined
            }
          : { remote: 'client-session', dockerfile: name }
      return {
        request: { query: { ...remote, session: session.id } },
        settled: () => session.settled(),
        fault: () => fault,
        close: () => session.close()
      }
    } catch (error) {
      // Some proxies let no upgrade through: the tar needs none, but nobody can be asked for a secret or the agent then.
      if (!(error instanceof FailureError) || asksUs) throw error
      if (error.failure.kind === 'engine-unreachable' || error.failure.kind === 'cancelled') throw error
    }
  }
  if (asksUs)
    throw new FailureError({
      kind: 'unsupported',
      message: 'The classic builder has neither secrets nor SSH: BuildKit has them'
    })
  const settled = (): Promise<void> => Promise.resolve()
  const { source, query } = await contextTar({ ...parts, dockerfile }, parts.onBytes)
  if (source === undefined) return { request: { query }, settled, fault: () => fault, close: () => undefined }
  const watched = async function* (): AsyncGenerator<Buffer, void> {
    try {
      yield* source
    } catch (error) {
      throw keep(error)
    }
  }
  const tar = Readable.from(watched(), { objectMode: false, highWaterMark: 512 * 1024 })
  // A fault ends both: the request that reads the last of them hears of it.
  const body = options.compress ? pipeline(tar, createGzip(), () => undefined) : tar
  return { request: { query, body }, settled, fault: () => fault, close: () => tar.destroy() }
}
