/** What the stand-in for Docker Hub answers, in Hub's own shapes: its searches, its pages, and who signs in. */
import type { IncomingMessage } from 'node:http'
import type { HubPage } from './hub-pages'
import type { HubRepository } from './hub-repositories'

/** Who may sign in by which secret, and the organisations that they are of. */
export type HubUsers = Readonly<Record<string, { readonly secret: string; readonly organisations: readonly string[] }>>

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

export interface HubAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}
export const fine = (body: unknown): HubAnswer => ({ status: 200, body })
const notFound: HubAnswer = { status: 404, body: { message: 'object not found', errinfo: {} } }

export interface HubContent {
  readonly repositories: readonly HubRepository[]
  readonly pages: readonly HubPage[]
  readonly users: HubUsers
}

/** `hasNewer`: it has the newer search too. */
export async function answerTo(
  asked: IncomingMessage,
  url: URL,
  { repositories, pages, users }: HubContent,
  hasNewer: boolean
): Promise<HubAnswer> {
  const user = reader(asked, users)
  const path = decodeURIComponent(url.pathname)
  const sees = ({ namespace, is_private }: HubPage): boolean =>
    is_private !== true || (user !== undefined && [user, ...(users[user]?.organisations ?? [])].includes(namespace))
  if (path === '/v2/search/repositories/') return fine(page(url, found(url, repositories).map(older)))
  if (path === '/api/search/v4' && hasNewer) return fine(newerSearch(url, repositories))
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
  const [, namespace, name, tags] = /^\/v2\/namespaces\/([^/]+)\/repositories(?:\/([^/]+)(\/tags)?)?$/.exec(path) ?? []
  const mine = pages.filter((one) => one.namespace === namespace && sees(one))
  if (namespace !== undefined && name === undefined) {
    const part = url.searchParams.get('name') ?? ''
    return fine(page(url, mine.filter((one) => one.name.includes(part)).map(repositoryAnswer)))
  }
  const one = mine.find((candidate) => candidate.name === name)
  if (one === undefined) return notFound
  return fine(tags === undefined ? repositoryAnswer(one) : page(url, ordered(url, one.tags ?? [])))
}

function reader(asked: IncomingMessage, users: HubUsers): string | undefined {
  const token = /^Bearer token-of-(.+)$/.exec(asked.headers.authorization ?? '')?.[1]
  return token !== undefined && token in users ? token : undefined
}

const older = ({ badge: _badge, architectures: _architectures, ...one }: HubRepository): unknown => one
