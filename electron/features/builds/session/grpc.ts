/**
 * As much of gRPC as a build's session needs: the engine calls us, over the connection that we opened. Source: grpc/grpc's
 * doc/PROTOCOL-HTTP2.md.
 */
import { performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import type { Duplex } from 'node:stream'

/** One call: what the other side sends, and what it is answered. */
export interface GrpcCall {
  /** Each value of a header. */
  readonly metadata: ReadonlyMap<string, readonly string[]>
  readonly messages: AsyncIterable<Buffer>
  /** Aborted when the other side gives up, or the connection ends. */
  readonly signal: AbortSignal
  /** Several at a time cost less; resolves when there is room for more. */
  send(messages: readonly Buffer[]): Promise<void>
}

/** Resolves when all is answered. Throws GrpcError for a refusal. */
export type GrpcMethod = (call: GrpcCall) => Promise<void>

export class GrpcError extends Error {
  constructor(
    /** 3: invalid argument, 5: not found, 12: unknown method, 13: internal. */
    readonly code: number,
    message: string
  ) {
    super(message)
  }
}

/** Bytes of one message. */
const messageLimit = 64 * 1024 * 1024

function framed(messages: readonly Buffer[]): Buffer {
  const whole = Buffer.allocUnsafe(messages.reduce((sum, { length }) => sum + 5 + length, 0))
  let at = 0
  for (const message of messages) {
    whole[at] = 0
    whole.writeUInt32BE(message.length, at + 1)
    at += 5 + message.copy(whole, at + 5)
  }
  return whole
}

async function* unframed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    while (rest.length - at >= 5) {
      const length = rest.readUInt32BE(at + 1)
      if (rest[at] !== 0 || length > messageLimit) throw new GrpcError(12, 'a message that is compressed or too long')
      if (rest.length - at - 5 < length) break
      yield rest.subarray(at + 5, at + 5 + length)
      at += 5 + length
    }
    rest = rest.subarray(at)
  }
}

/** `[':path', '/x', 'dir-name', 'context', …]`: node joins values of one name, which may hold commas themselves. */
function metadataOf(raw: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const metadata = new Map<string, string[]>()
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase()
    const value = raw[at + 1] ?? ''
    metadata.set(name, [...(metadata.get(name) ?? []), value])
  }
  return metadata
}

async function answer(
  stream: ServerHttp2Stream,
  raw: readonly string[],
  method: GrpcMethod | undefined
): Promise<void> {
  const abort = new AbortController()
  stream.once('close', () => abort.abort())
  // Its end is told by `close`; without a listener an error would be nobody's.
  stream.on('error', () => abort.abort())
  let status: readonly [number, string] = [0, '']
  stream.on('wantTrailers', () =>
    stream.sendTrailers({ 'grpc-status': String(status[0]), 'grpc-message': encodeURIComponent(status[1]) })
  )
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
  try {
    if (method === undefined) throw new GrpcError(12, 'unknown method')
    await method({
      metadata: metadataOf(raw),
      // Whoever has heard enough still answers: leaving the loop must not end the stream.
      messages: unframed(stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>),
      signal: abort.signal,
      send: (messages) =>
        new Promise((resolve) => {
          if (stream.destroyed || stream.write(framed(messages))) return resolve()
          const go = (): void => {
            stream.off('drain', go).off('close', go)
            resolve()
          }
          stream.once('drain', go).once('close', go)
        })
    })
  } catch (error) {
    status =
      error instanceof GrpcError
        ? [error.code, error.message]
        : [13, error instanceof Error ? error.message : String(error)]
  }
  if (!stream.destroyed) stream.end()
}

/** Serves until the connection ends. `methods` by their path, `/package.Service/Method`. */
export function serveGrpc(connection: Duplex, methods: Readonly<Record<string, GrpcMethod>>): ServerHttp2Session {
  const table = new Map(Object.entries(methods).map(([path, method]) => [path.toLowerCase(), method]))
  const session = performServerHandshake(connection, {
    // Each path and pattern of a build comes as a header.
    maxHeaderListPairs: 100_000,
    settings: { maxHeaderListSize: 16 * 1024 * 1024, initialWindowSize: 4 * 1024 * 1024 }
  })
  session.on('error', () => session.destroy())
  session.on('stream', (stream, headers, _flags, raw: readonly string[] = []) => {
    void answer(stream, raw, table.get((headers[':path'] ?? '').toLowerCase()))
  })
  return session
}
