/** HTTP to one engine over one dialler: small, streaming, and with every failure as a FailureError. */
import { request as sendRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import * as v from 'valibot'
import type { Schema } from '../../contract/define'
import type { Dialler } from './dial'
import { basePathOf, hostHeader, type Endpoint } from './endpoint'
import type { Aside, EngineRequest } from './engine'
import { engineFailure, wordsOf } from './failures/engine-failure'
import { toFailureError } from './failures/to-failure-error'
import { FailureError } from './failure-error'
import { onAbort, timedOut } from './on-abort'
import { noteRequest } from './recorder'
import { bodyOfPieces } from './bulk/body-of-pieces'
import { openBulk } from './bulk/open-bulk'
import { bodyOf } from './response-body'

/** A list of thousands takes a tenth of a second: what takes this long, in milliseconds, has hung. */
const answerLimit = 30_000
/** Bytes of an answer that is read whole. */
const sizeLimit = 256 * 1024 * 1024
/** Bytes of a refusal that are worth reading. */
const refusalLimit = 64 * 1024

export interface EngineHttp {
  /** Put before each path once the versions are negotiated: `1.41`. */
  apiVersion: string | undefined
  /** Any answer, whatever its status, with its body unread. `limit`: milliseconds to the answer's head. */
  send(request: EngineRequest, options?: SendOptions): Promise<IncomingMessage>
  get<T>(request: EngineRequest, schema: Schema<T>): Promise<T>
  open(request: EngineRequest, options?: SendOptions): Promise<Readable>
  headers(request: EngineRequest): Promise<IncomingHttpHeaders>
  aside(request: EngineRequest): Aside | undefined
}

export interface SendOptions {
  readonly limit?: number
  /** Without the version before the path: for the ping that finds it. */
  readonly bare?: boolean
}

interface Parts {
  readonly endpoint: Endpoint
  readonly dialler: Dialler
  /** Its reason, a FailureError, is what everything under way fails with. */
  readonly session: AbortSignal
}

function pathOf({ path, query = {} }: EngineRequest): string {
  const entries = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [value].flat().map((one) => [name, String(one)])
  )
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`
}

/** JSON, except for what is bytes already. */
function encode(body: unknown): { readonly data?: Buffer | Readable; readonly type?: string } {
  if (body === undefined) return {}
  if (body instanceof Readable) return { data: body, type: 'application/x-tar' }
  if (Buffer.isBuffer(body)) return { data: body, type: 'application/x-tar' }
  return { data: Buffer.from(JSON.stringify(body)), type: 'application/json' }
}

async function readWhole(response: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > limit)
      throw new FailureError({ kind: 'engine-error', message: `An answer of more than ${limit} bytes` })
  }
  return Buffer.concat(chunks, length)
}

/** Throws the Failure that a refusal means; returns where it is none. */
async function refuse(status: number | undefined, answer: Readable): Promise<void> {
  if (status !== undefined && status >= 200 && status < 300) return
  const body = await readWhole(answer, refusalLimit).catch(() => Buffer.alloc(0))
  throw new FailureError(engineFailure(status ?? 0, wordsOf(body)))
}

export function createEngineHttp({ endpoint, dialler, session }: Parts): EngineHttp {
  const basePath = basePathOf(endpoint)
  const host = hostHeader(endpoint)

  const attempt = (request: EngineRequest, path: string, limit: number | undefined): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { method = 'GET' } = request
      const { data, type } = encode(request.body)
      const headers: Record<string, string | number> = { Host: host, ...request.headers }
      if (type !== undefined && headers['Content-Type'] === undefined) headers['Content-Type'] = type
      if (Buffer.isBuffer(data)) headers['Content-Length'] = data.length
      const outgoing = sendRequest({ agent: dialler.agent, method, path, headers })

      let fault: Error | undefined
      const stop = (failure: Error): void => {
        fault = failure
        outgoing.destroy(failure)
      }
      const timer = limit === undefined ? undefined : setTimeout(() => stop(timedOut()), limit)
      const unwatch = onAbort([request.signal, session], stop)
      const settle = (): void => {
        clearTimeout(timer)
        unwatch()
      }
      outgoing.once('response', (response) => {
        settle()
        resolve(response)
      })
      // It stays: an error after the answer's head is the body's to tell.
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        settle()
        const stale = fault === undefined && outgoing.reusedSocket && error.code === 'ECONNRESET'
        reject(stale ? new StaleConnection(error) : toFailureError(fault ?? error))
      })
      if (data instanceof Readable) {
        data.once('error', (error) => outgoing.destroy(error))
        // Whatever ends the request ends what feeds it: no file stays open.
        outgoing.once('close', () => data.destroy())
        data.pipe(outgoing)
      } else outgoing.end(data)
    })

  const targetOf = (request: EngineRequest, bare = false): string =>
    `${basePath}${bare || http.apiVersion === undefined ? '' : `/v${http.apiVersion}`}${pathOf(request)}`

  const send = async (request: EngineRequest, { limit, bare = false }: SendOptions = {}): Promise<IncomingMessage> => {
    const path = targetOf(request, bare)
    const { method = 'GET', body } = request
    const noted = body instanceof Readable || Buffer.isBuffer(body) ? undefined : body
    noteRequest({ method, path, body: noted })
    try {
      return await attempt(request, path, limit)
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error
      // The engine closed an idle connection while the request was on its way: it was not heard, where asking twice does no harm.
      if (method !== 'GET' && method !== 'HEAD') throw toFailureError(error.cause)
      return attempt(request, path, limit)
    }
  }

  const openAside = async (request: EngineRequest, socket: string): Promise<Readable> => {
    const path = targetOf(request)
    noteRequest({ method: request.pieces === undefined ? 'GET' : 'PUT', path })
    const watch = (stop: (failure: Error) => void): (() => void) => onAbort([request.signal, session], stop)
    const { status, body } = await openBulk(socket, path, { Host: host, ...request.headers }, watch, {
      sent: request.pieces,
      onto: request.onto
    })
    await refuse(status, body)
    return body
  }

  const http: EngineHttp = {
    apiVersion: undefined,
    send,
    async open(request, options) {
      if (request.bulk === true && dialler.socketPath !== undefined) return openAside(request, dialler.socketPath)
      const { pieces } = request
      const whole = pieces === undefined ? request : { ...request, method: 'PUT' as const, body: bodyOfPieces(pieces) }
      const response = await send(whole, options)
      await refuse(response.statusCode, response)
      return bodyOf(response, (stop) => onAbort([request.signal, session], stop))
    },
    async headers(request) {
      const response = await send(request, { limit: request.timeLimit ?? answerLimit })
      await refuse(response.statusCode, response)
      // Nothing follows a HEAD; read to its end, so that its connection can be used again.
      response.resume()
      return response.headers
    },
    aside(request) {
      const { socketPath } = dialler
      if (socketPath === undefined) return undefined
      const { method = 'GET' } = request
      const path = targetOf(request)
      noteRequest({ method, path })
      return { socketPath, method, path, host }
    },
    async get(request, schema) {
      const limit = request.timeLimit === 0 ? undefined : (request.timeLimit ?? answerLimit)
      const started = performance.now()
      const response = await send(request, { limit })
      const stop = (failure: Error): void => void response.destroy(failure)
      const unwatch = onAbort([request.signal, session], stop)
      const left = limit === undefined ? undefined : Math.max(limit - (performance.now() - started), 1)
      const timer = left === undefined ? undefined : setTimeout(() => stop(timedOut()), left)
      try {
        await refuse(response.statusCode, response)
        return parseAnswer(schema, await readWhole(response, sizeLimit))
      } catch (error) {
        throw toFailureError(error)
      } finally {
        clearTimeout(timer)
        unwatch()
      }
    }
  }
  return http
}

/** An idle connection that the engine had closed already; `cause` is the error that told. */
class StaleConnection extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause })
  }
}

function parseAnswer<T>(schema: Schema<T>, body: Buffer): T {
  let value: unknown
  try {
    value = body.length === 0 ? undefined : JSON.parse(body.toString('utf8'))
  } catch {
    const beginning = JSON.stringify(body.toString('utf8', 0, 120))
    throw new FailureError({ kind: 'engine-error', message: `Not JSON: ${beginning}` })
  }
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const where = v.getDotPath(issue) ?? ''
  throw new FailureError({
    kind: 'engine-error',
    message: `An answer in an unknown shape: ${where} ${issue.message}`.trim()
  })
}
