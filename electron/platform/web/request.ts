/**
 * One HTTP request, whole: over a proxy where there is one, within a time and a size, ended by its signal. Node's fetch knows
 * no proxy, and Electron's own would not run where the tests do.
 */
import * as http from 'node:http'
import * as https from 'node:https'
import type { Socket } from 'node:net'
import * as tls from 'node:tls'
import { createGunzip } from 'node:zlib'
import { FailureError } from '../../engine/failure-error'
import { onAbort } from '../../engine/on-abort'
import { WebError, webErrorOf } from './web-error'

export interface WebRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, or as it is where it is text. */
  readonly body?: unknown
  readonly signal?: AbortSignal
  /** Milliseconds to the whole answer. */
  readonly timeLimit: number
  /** Bytes of the answer, unpacked. */
  readonly sizeLimit: number
  /** How often an answer may lead elsewhere; none where it is not said. What is secret stays with the first host. */
  readonly redirects?: number
  readonly tls?: {
    readonly ca?: string | readonly string[]
    readonly rejectUnauthorized?: boolean
    /** A client's own, in PEM, with its key. */
    readonly cert?: string | readonly string[]
    readonly key?: string | readonly string[]
    /** In place of `ca`, where many are believed: to read hundreds of certificates takes a third of a second. */
    readonly secureContext?: tls.SecureContext
  }
  /** Keep connections for the next request; without, each has its own. Not used over a proxy. */
  readonly agents?: { readonly http: http.Agent; readonly https: https.Agent }
  /** Whom a name may stand for; throws for an address that must not be asked. */
  readonly checkAddress?: (address: string) => void
}

export interface WebAnswer {
  readonly status: number
  /** Lower-cased; several of one name are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Where it came from in the end. */
  readonly url: URL
}

export type ProxyOf = (target: URL) => URL | undefined

const secretHeaders = new Set(['authorization', 'cookie', 'proxy-authorization'])

/** Throws FailureError (cancelled) and WebError. An answer of any status is an answer. */
export async function webRequest(url: URL, request: WebRequest, proxyOf: ProxyOf): Promise<WebAnswer> {
  const stop = new AbortController()
  // Held by hand: a joined signal of AbortSignal.any may be collected before it aborts (nodejs/node#54614).
  const unwatch = onAbort([request.signal], (failure) => stop.abort(failure))
  const timer = setTimeout(
    () => stop.abort(new WebError(url.host, 'timed-out', 'no answer in time')),
    request.timeLimit
  )
  try {
    let [target, headers] = [url, lower(request.headers ?? {})]
    for (let left = request.redirects ?? 0; ; left--) {
      const answer = await once(target, { ...request, headers }, proxyOf, stop.signal)
      const to = redirectOf(answer, request.method)
      if (to === undefined || left <= 0) return answer
      if (to.origin !== target.origin)
        headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !secretHeaders.has(name)))
      target = to
    }
  } catch (error) {
    const reason: unknown = stop.signal.aborted ? stop.signal.reason : error
    throw reason instanceof FailureError ? reason : webErrorOf(url.host, reason)
  } finally {
    clearTimeout(timer)
    unwatch()
  }
}

const lower = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

function redirectOf({ status, headers, url }: WebAnswer, method = 'GET'): URL | undefined {
  const location = headers['location']
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined || method === 'POST') return undefined
  const to = new URL(location, url)
  return to.protocol === 'https:' || (to.protocol === 'http:' && url.protocol === 'http:') ? to : undefined
}

async function once(url: URL, request: WebRequest, proxyOf: ProxyOf, signal: AbortSignal): Promise<WebAnswer> {
  signal.throwIfAborted()
  const proxy = proxyOf(url)
  const body = bodyOf(request.body)
  const options: https.RequestOptions = {
    method: request.method ?? 'GET',
    agent: false,
    signal,
    headers: {
      host: url.host,
      'accept-encoding': 'gzip',
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
      ...lower(request.headers ?? {})
    },
    ...(request.tls as tls.ConnectionOptions | undefined)
  }
  const sent = await openRequest(url, proxy, options, request, signal)
  return new Promise((resolve, reject) => {
    sent.once('error', (error: NodeJS.ErrnoException) => {
      // It was kept, and the other side had let it go just then: nothing has been asked yet.
      const stale = sent.reusedSocket && error.code === 'ECONNRESET' && (request.method ?? 'GET') !== 'POST'
      if (!stale || signal.aborted) return reject(error)
      const { agents: _kept, ...rest } = request
      resolve(once(url, rest, proxyOf, signal))
    })
    sent.once('response', (message) => {
      readBody(message, { host: url.host, limit: request.sizeLimit, empty: request.method === 'HEAD' })
        .then((content) =>
          resolve({ status: message.statusCode ?? 0, headers: headersOf(message), body: content, url })
        )
        .catch((error: unknown) => {
          message.destroy()
          reject(error as Error)
        })
    })
    sent.end(body)
  })
}

async function openRequest(
  url: URL,
  proxy: URL | undefined,
  options: https.RequestOptions,
  { tls: trust, checkAddress, agents }: WebRequest,
  signal: AbortSignal
): Promise<http.ClientRequest> {
  // Over a proxy no name is looked up here: what is plainly refused is refused before.
  checkAddress?.(url.hostname.replace(/^\[|\]$/g, ''))
  if (proxy === undefined) {
    const checked = checkAddress === undefined ? {} : { lookup: checkedLookup(checkAddress) }
    const encrypted = url.protocol === 'https:'
    const agent = (encrypted ? agents?.https : agents?.http) ?? false
    return (encrypted ? https : http).request(url, { ...options, agent, ...checked })
  }
  if (url.protocol === 'http:') {
    const headers = { ...(options.headers as http.OutgoingHttpHeaders), ...authorization(proxy) }
    return (proxy.protocol === 'https:' ? https : http).request(proxy, { ...options, path: url.href, headers })
  }
  const socket = await tunnel(url, proxy, signal)
  const createConnection = (): Socket =>
    tls.connect({ ...(trust as tls.ConnectionOptions | undefined), socket, servername: url.hostname })
  return https.request(url, { ...options, createConnection })
}

/** `CONNECT host:443`, and what the proxy then hands through. */
function tunnel(url: URL, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const host = `${url.hostname}:${url.port || '443'}`
  return new Promise((resolve, reject) => {
    const asked = (proxy.protocol === 'https:' ? https : http).request(proxy, {
      method: 'CONNECT',
      path: host,
      agent: false,
      signal,
      headers: { host, ...authorization(proxy) }
    })
    asked.once('error', reject)
    asked.once('connect', ({ statusCode = 0, statusMessage = '' }, socket) => {
      if (statusCode === 200) return resolve(socket as Socket)
      socket.destroy()
      reject(
        new WebError(proxy.host, 'proxy', `the proxy ${proxy.host} refused: ${statusCode} ${statusMessage}`.trim())
      )
    })
    asked.end()
  })
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '') return {}
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(words).toString('base64')}` }
}

function bodyOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}

const headersOf = (message: http.IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? '')
    ])
  )

/** Stops as soon as it is too long, packed or not: an endless answer costs no more than the limit. */
async function readBody(
  message: http.IncomingMessage,
  { host, limit, empty }: { readonly host: string; readonly limit: number; readonly empty: boolean }
): Promise<Buffer> {
  const packed = message.headers['content-encoding'] === 'gzip' && !empty
  const source = packed ? message.pipe(createGunzip()) : message
  // A lost connection ends the packed stream only: the unpacking would wait for ever.
  if (packed) message.once('error', (error) => source.destroy(error))
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > limit) throw new WebError(host, 'too-long', 'the answer is too long')
  }
  if (!message.complete) throw new WebError(host, 'lost', 'the connection was lost')
  return Buffer.concat(chunks)
}

function checkedLookup(check: (address: string) => void): NonNullable<http.RequestOptions['lookup']> {
  return (hostname, options, answer) => {
    void import('node:dns').then(({ lookup }) =>
      lookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error !== null) return answer(error, '', 0)
        try {
          for (const { address } of addresses) check(address)
        } catch (refused) {
          return answer(refused as Error, '', 0)
        }
        const [first] = addresses
        if (options.all === true) answer(null, addresses)
        else answer(null, first?.address ?? '', first?.family ?? 0)
      })
    )
  }
}
