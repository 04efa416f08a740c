/** A stand-in for Docker Hub's HTTP API on loopback, in Hub's own shapes; it can also be late, overrun, broken or hostile. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createEncrypted } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerTo, fine, type HubAnswer, type HubUsers } from './hub-answers'
import { hubPages, type HubPage } from './hub-pages'
import { hubRepositories, type HubRepository } from './hub-repositories'

export type HubWeather =
  | { readonly kind: 'fine' }
  /** A mirror that has the older search alone. */
  | { readonly kind: 'older' }
  /** 429, with Hub's headers; `until` in Unix seconds. */
  | { readonly kind: 'rate-limited'; readonly until: number }
  | { readonly kind: 'status'; readonly status: number }
  /** The connection stands, and nothing comes. */
  | { readonly kind: 'silent' }
  /** Every connection is dropped. */
  | { readonly kind: 'gone' }
  /** Answers as ever, after so many milliseconds. */
  | { readonly kind: 'slow'; readonly after: number }
  /** This very body, with status 200. */
  | { readonly kind: 'body'; readonly body: string }

export interface HubServer {
  /** `http://127.0.0.1:PORT`, or with https: the base address to configure. */
  readonly url: string
  /** What was asked, newest last: path and query. */
  readonly requests: readonly string[]
  /** Those of them whose asker went away before the answer. */
  readonly abandoned: readonly string[]
  weather: HubWeather
  stop(): Promise<void>
}

export interface HubOptions {
  readonly pages?: readonly HubPage[]
  /** Paths of its certificate and key: it speaks HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string }
  readonly users?: HubUsers
}

export async function startHub(
  repositories: readonly HubRepository[] = hubRepositories,
  { pages = hubPages, users = {}, tls }: HubOptions = {}
): Promise<HubServer> {
  const requests: string[] = []
  const abandoned: string[] = []
  const state: { weather: HubWeather } = { weather: { kind: 'fine' } }

  function send(answer: ServerResponse, { status, body, headers = {} }: HubAnswer): void {
    answer.writeHead(status, { 'Content-Type': 'application/json', ...headers })
    answer.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

  const listener = (asked: IncomingMessage, answer: ServerResponse): void => {
    const path = asked.url ?? ''
    requests.push(path)
    answer.on('close', () => {
      if (!answer.writableFinished) abandoned.push(path)
    })
    const { weather } = state
    if (weather.kind === 'silent') return
    if (weather.kind === 'gone') return void asked.socket.destroy()
    if (weather.kind === 'status')
      return send(answer, { status: weather.status, body: { detail: 'Service Unavailable' } })
    if (weather.kind === 'body') return send(answer, fine(weather.body))
    if (weather.kind === 'rate-limited') {
      const headers = {
        'X-RateLimit-Limit': '180',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(weather.until),
        'X-Retry-After': String(weather.until)
      }
      return send(answer, { status: 429, body: { detail: 'Rate limit exceeded' }, headers })
    }
    const slowly = weather.kind === 'slow' ? sleep(weather.after) : Promise.resolve()
    slowly
      .then(() => answerTo(asked, new URL(path, base), { repositories, pages, users }, weather.kind !== 'older'))
      .then((given) => send(answer, given))
      .catch((error: unknown) => send(answer, { status: 500, body: { message: String(error) } }))
  }
  const server =
    tls === undefined
      ? createServer(listener)
      : createEncrypted({ cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: base,
    requests,
    abandoned,
    get weather() {
      return state.weather
    },
    set weather(weather) {
      state.weather = weather
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
