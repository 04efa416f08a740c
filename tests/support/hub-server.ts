/** A stand-in for Docker Hub's HTTP API on loopback, in Hub's own shapes; it can also be late, overrun, broken or hostile. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createEncrypted } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { hubPages, type HubPage } from './hub-pages'

/** One entry of `GET /v2/search/repositories/`; `badge` and `architectures` are what the newer search adds. */
export interface HubRepository {
  readonly repo_name: string
  readonly short_description?: string
  readonly star_count?: number
  readonly pull_count?: number
  readonly repo_owner?: string
  readonly is_official?: boolean
  readonly is_automated?: boolean
  readonly badge?: 'official' | 'verified_publisher' | 'open_source'
  readonly architectures?: readonly string[]
}

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
  /** Who may sign in by which secret, and the organisations that they are of. */
  readonly users?: Readonly<Record<string, { readonly secret: string; readonly organisations: readonly string[] }>>
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
    is_automated: false,
    badge: 'official',
    architectures: ['386', 'amd64', 'arm', 'arm64', 'ppc64le', 'riscv64', 's390x']
  },
  {
    repo_name: 'kitematic/hello-world-nginx',
    short_description: 'A light-weight nginx container that demonstrates the features of Kitematic',
    star_count: 153,
    pull_count: 10_000_000,
    repo_owner: '',
    is_official: false,
    is_automated: true,
    badge: 'verified_publisher',
    architectures: ['amd64']
  },
  {
    repo_name: 'someone/hello-world-long',
    short_description: `${'A description that is longer than a line of a list, and that must be there to its last word. '.repeat(4)}The last word.`,
    star_count: 0,
    pull_count: 7,
    repo_owner: '',
    is_official: false,
    is_automated: false,
    architectures: ['amd64', 'arm64']
  },
  // No name that Hub would take: whoever answers in its place may give any.
  { repo_name: 'مرسى/\u202egpj.exe', short_description: '<img src=x onerror=alert(1)> ميناء harbour' },
  { repo_name: 'many/tags', short_description: 'Ten thousand tags of a harbour', star_count: 1, pull_count: 2 },
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

const found = (url: URL, repositories: readonly HubRepository[]): readonly HubRepository[] => {
  const query = (url.searchParams.get('query') ?? '').toLowerCase()
  return repositories.filter(({ repo_name, short_description = '' }) =>
    `${repo_name} ${short_description}`.toLowerCase().includes(query)
  )
}

function page<Item>(url: URL, all: readonly Item[]): unknown {
  const number = Number(url.searchParams.get('page') ?? '1')
  const size = Math.min(Number(url.searchParams.get('page_size') ?? '25'), 100)
  const at = (to: number): string => {
    const next = new URL(url)
    next.searchParams.set('page', String(to))
    return next.href
  }
  return {
    count: all.length,
    next: number * size < all.length ? at(number + 1) : null,
    previous: number > 1 ? at(number - 1) : null,
    results: all.slice((number - 1) * size, number * size)
  }
}

/** `1B+`, as Hub rounds in its newer search. */
const rounded = (count: number): string =>
  count >= 1e9 ? `${Math.floor(count / 1e9)}B+` : count >= 1e6 ? `${Math.floor(count / 1e6)}M+` : String(count)

/** `GET /api/search/v4` (docker/hub-mcp, specs/search.yaml). */
function newerSearch(url: URL, repositories: readonly HubRepository[]): unknown {
  const list = (name: string): readonly string[] | undefined => url.searchParams.get(name)?.split(',')
  const badges = list('badges')
  const architectures = list('architectures')
  const all = found(url, repositories)
    .filter(({ badge }) => badges === undefined || badges.includes(badge ?? 'none'))
    .filter((one) => architectures === undefined || architectures.some((name) => one.architectures?.includes(name)))
  const sorted =
    url.searchParams.get('sort') === 'pull_count'
      ? [...all].sort((one, other) => (other.pull_count ?? 0) - (one.pull_count ?? 0))
      : all
  const from = Number(url.searchParams.get('from') ?? '0')
  const size = Number(url.searchParams.get('size') ?? '10')
  return {
    total: sorted.length,
    results: sorted.slice(from, from + size).map((one) => ({
      id: one.repo_name,
      name: one.repo_name,
      slug: one.repo_name,
      type: 'image',
      publisher: { id: '1', name: one.badge === 'official' ? 'Docker' : (one.repo_name.split('/')[0] ?? '') },
      created_at: '2016-01-01T00:00:00Z',
      updated_at: '2026-10-01T00:00:00Z',
      short_description: one.short_description,
      badge: one.badge ?? 'none',
      star_count: one.star_count,
      pull_count: rounded(one.pull_count ?? 0),
      operating_systems: [{ name: 'linux', label: 'Linux' }],
      architectures: (one.architectures ?? []).map((name) => ({ name, label: name })),
      logo_url: { large: null, small: null },
      extension_reviewed: false,
      categories: [],
      archived: false
    }))
  }
}

const repositoryAnswer = ({ tags: _tags, ...page }: HubPage): unknown => ({
  user: page.namespace,
  repository_type: 'image',
  status: 1,
  status_description: 'active',
  description: '',
  full_description: null,
  is_private: false,
  is_automated: false,
  star_count: 0,
  pull_count: 0,
  last_updated: '2026-10-01T00:00:00Z',
  date_registered: '2014-06-05T00:00:00Z',
  categories: [{ name: 'Developer tools', slug: 'developer-tools' }],
  storage_size: 123_456_789,
  ...page
})

function ordered(url: URL, tags: NonNullable<HubPage['tags']>): NonNullable<HubPage['tags']> {
  const part = url.searchParams.get('name') ?? ''
  const all = tags.filter(({ name }) => name.includes(part))
  const ordering = url.searchParams.get('ordering')
  if (ordering === 'name') return [...all].sort((one, other) => (one.name < other.name ? -1 : 1))
  if (ordering === '-name') return [...all].sort((one, other) => (one.name < other.name ? 1 : -1))
  return all
}

async function bodyOf(asked: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = ''
  for await (const chunk of asked) text += String(chunk)
  return JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>
}

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}
const fine = (body: unknown): Answer => ({ status: 200, body })
const notFound: Answer = { status: 404, body: { message: 'object not found', errinfo: {} } }

export async function startHub(
  repositories: readonly HubRepository[] = hubRepositories,
  { pages = hubPages, users = {}, tls }: HubOptions = {}
): Promise<HubServer> {
  const requests: string[] = []
  const abandoned: string[] = []
  const state: { weather: HubWeather } = { weather: { kind: 'fine' } }

  function reader(asked: IncomingMessage): string | undefined {
    const token = /^Bearer token-of-(.+)$/.exec(asked.headers.authorization ?? '')?.[1]
    return token !== undefined && token in users ? token : undefined
  }

  async function answerTo(asked: IncomingMessage, url: URL): Promise<Answer> {
    const path = decodeURIComponent(url.pathname)
    const user = reader(asked)
    const sees = ({ namespace, is_private }: HubPage): boolean =>
      is_private !== true || (user !== undefined && [user, ...(users[user]?.organisations ?? [])].includes(namespace))
    if (path === '/v2/search/repositories/') return fine(page(url, found(url, repositories).map(older)))
    if (path === '/api/search/v4' && state.weather.kind !== 'older') return fine(newerSearch(url, repositories))
    if (path === '/v2/auth/token' && asked.method === 'POST') {
      const { identifier, secret } = await bodyOf(asked)
      const known = users[String(identifier)]?.secret === secret
      return known
        ? fine({ access_token: `token-of-${String(identifier)}` })
        : { status: 401, body: { detail: 'Incorrect authentication credentials' } }
    }
    if (path === '/v2/user/orgs') {
      if (user === undefined) return { status: 401, body: { message: 'unauthorized' } }
      return fine(
        page(
          url,
          (users[user]?.organisations ?? []).map((orgname) => ({ orgname }))
        )
      )
    }
    const [, namespace, name, tags] =
      /^\/v2\/namespaces\/([^/]+)\/repositories(?:\/([^/]+)(\/tags)?)?$/.exec(path) ?? []
    const mine = pages.filter((one) => one.namespace === namespace && sees(one))
    if (namespace !== undefined && name === undefined) {
      const part = url.searchParams.get('name') ?? ''
      return fine(page(url, mine.filter((one) => one.name.includes(part)).map(repositoryAnswer)))
    }
    const one = mine.find((candidate) => candidate.name === name)
    if (one === undefined) return notFound
    return fine(tags === undefined ? repositoryAnswer(one) : page(url, ordered(url, one.tags ?? [])))
  }

  function send(answer: ServerResponse, { status, body, headers = {} }: Answer): void {
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
      .then(() => answerTo(asked, new URL(path, base)))
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

const older = ({ badge: _badge, architectures: _architectures, ...one }: HubRepository): unknown => one
