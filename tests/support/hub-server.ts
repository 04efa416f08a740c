/** A stand-in for Docker Hub's HTTP API on loopback, in Hub's own shapes; it can also be late, overrun, broken or hostile. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One entry of `GET /v2/search/repositories/`. */
export interface HubRepository {
  readonly repo_name: string
  readonly short_description?: string
  readonly star_count?: number
  readonly pull_count?: number
  readonly repo_owner?: string
  readonly is_official?: boolean
  readonly is_automated?: boolean
}

export type HubWeather =
  | { readonly kind: 'fine' }
  /** 429, with Hub's headers; `until` in Unix seconds. */
  | { readonly kind: 'rate-limited'; readonly until: number }
  | { readonly kind: 'status'; readonly status: number }
  /** The connection stands, and nothing comes. */
  | { readonly kind: 'silent' }
  /** This very body, with status 200. */
  | { readonly kind: 'body'; readonly body: string }

export interface HubServer {
  /** `http://127.0.0.1:PORT`: the base address to configure. */
  readonly url: string
  /** What was asked, newest last: path and query. */
  readonly requests: readonly string[]
  weather: HubWeather
  stop(): Promise<void>
}

/** As Hub has it today, cut short: official images go without an owner. */
export const hubRepositories: readonly HubRepository[] = [
  {
    repo_name: 'hello-world',
    short_description: 'Hello World! (an example of minimal Dockerization)',
    star_count: 2400,
    pull_count: 12_000_000_000,
    repo_owner: '',
    is_official: true,
    is_automated: false
  },
  {
    repo_name: 'kitematic/hello-world-nginx',
    short_description: 'A light-weight nginx container that demonstrates the features of Kitematic',
    star_count: 153,
    pull_count: 10_000_000,
    repo_owner: '',
    is_official: false,
    is_automated: true
  },
  {
    repo_name: 'someone/hello-world-long',
    short_description: `${'A description that is longer than a line of a list, and that must be there to its last word. '.repeat(4)}The last word.`,
    star_count: 0,
    pull_count: 7,
    repo_owner: '',
    is_official: false,
    is_automated: false
  },
  ...Array.from({ length: 60 }, (_, index) => ({
    repo_name: `library-of-${index}/hello-page`,
    short_description: `Page filler ${index}`,
    star_count: 60 - index,
    pull_count: 100 * index,
    repo_owner: '',
    is_official: false,
    is_automated: false
  }))
]

function answerSearch(url: URL, repositories: readonly HubRepository[], base: string): unknown {
  const query = (url.searchParams.get('query') ?? '').toLowerCase()
  const page = Number(url.searchParams.get('page') ?? '1')
  const size = Math.min(Number(url.searchParams.get('page_size') ?? '25'), 100)
  const found = repositories.filter(({ repo_name, short_description = '' }) =>
    `${repo_name} ${short_description}`.toLowerCase().includes(query)
  )
  const pageUrl = (number: number): string =>
    `${base}/v2/search/repositories/?page=${number}&page_size=${size}&query=${encodeURIComponent(query)}`
  return {
    count: found.length,
    next: page * size < found.length ? pageUrl(page + 1) : '',
    previous: page > 1 ? pageUrl(page - 1) : '',
    results: found.slice((page - 1) * size, page * size)
  }
}

export async function startHub(repositories: readonly HubRepository[] = hubRepositories): Promise<HubServer> {
  const requests: string[] = []
  const state: { weather: HubWeather } = { weather: { kind: 'fine' } }
  const send = (answer: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void => {
    answer.writeHead(status, { 'Content-Type': 'application/json', ...headers })
    answer.end(body)
  }
  const server = createServer((asked, answer) => {
    requests.push(asked.url ?? '')
    const { weather } = state
    if (weather.kind === 'silent') return
    if (weather.kind === 'status') return send(answer, weather.status, '{"detail":"Service Unavailable"}')
    if (weather.kind === 'body') return send(answer, 200, weather.body)
    if (weather.kind === 'rate-limited') {
      const headers = {
        'X-RateLimit-Limit': '180',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(weather.until),
        'X-Retry-After': String(weather.until)
      }
      return send(answer, 429, '{"detail":"Rate limit exceeded"}', headers)
    }
    const url = new URL(asked.url ?? '/', base)
    if (url.pathname === '/v2/search/repositories/')
      return send(answer, 200, JSON.stringify(answerSearch(url, repositories, base)))
    send(answer, 404, '{"message":"page not found"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: base,
    requests,
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
