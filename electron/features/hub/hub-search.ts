/**
 * Docker Hub's search. `GET /api/search/v4` is what Hub's own pages ask (docker/hub-mcp, specs/search.yaml);
 * `GET /v2/search/repositories/` is the older one, which alone says what is built automatically, and which a mirror of Hub
 * rather has. Neither is part of Hub's documented API.
 */
import * as v from 'valibot'
import type { SearchRequest } from '../../../contract/hub/api'
import type { HubResult, HubSearchReply } from '../../../contract/hub/model'
import { FailureError } from '../../engine/failure-error'
import { flag, listOf, maybe, number, text } from '../../engine/schema'
import { HubUnreachable, timeOf, type HubClient } from './hub-client'
import { fit, type Knowledge } from './search-wishes'

export const pageSize = 25
/** Hub gives no more than so many results of a search, however many there are. */
const reach = 2_500

export type FoundByHub = Omit<HubSearchReply, 'source' | 'reason' | 'slow'>

/** Throws FailureError (rate-limited, cancelled) and HubUnreachable. */
export async function searchHub(hub: HubClient, wanted: SearchRequest, signal: AbortSignal): Promise<FoundByHub> {
  if (wanted.automated === true) return searchOlder(hub, wanted, signal)
  try {
    return await searchNewer(hub, wanted, signal)
  } catch (error) {
    const absent =
      (error instanceof HubUnreachable && error.answered) ||
      (error instanceof FailureError && ['not-found', 'auth-required'].includes(error.failure.kind))
    if (!absent) throw error
    return searchOlder(hub, wanted, signal).catch((second: unknown) => {
      throw second instanceof FailureError && second.failure.kind === 'not-found' ? error : second
    })
  }
}

/** Milliseconds that one waits who said that one would. */
const patienceOf = ({ patient }: SearchRequest): number | undefined => (patient === true ? 30_000 : undefined)

/** Neither search has an answer without its list: whatever else answers so is not Hub. */
const resultsOf = <S extends v.GenericSchema>(item: S) => v.pipe(v.nullable(v.array(v.unknown())), listOf(item))

const Named = v.object({ name: text() })
const Newer = v.object({
  total: number(),
  results: resultsOf(
    v.object({
      name: v.pipe(v.string(), v.minLength(1)),
      slug: text(),
      publisher: maybe(Named),
      updated_at: text(),
      short_description: text(),
      badge: maybe(v.string()),
      star_count: number(),
      /** `1B+`, or a number. */
      pull_count: maybe(v.union([v.string(), v.number()])),
      architectures: listOf(Named),
      archived: flag()
    })
  )
})
type NewerResult = v.InferOutput<typeof Newer>['results'][number]

const badgeNames = { official: 'official', verified: 'verified_publisher', 'open-source': 'open_source' } as const
const newerKnows: Knowledge = { badges: 'all', automated: false, architecture: true, pulls: true, updated: true }

async function searchNewer(hub: HubClient, wanted: SearchRequest, signal: AbortSignal): Promise<FoundByHub> {
  const { query, page, badges = [], architecture, sort } = wanted
  const sorted = sort === 'pulls' ? 'pull_count' : sort === 'updated' ? 'updated_at' : undefined
  const answer = await hub.ask(
    {
      path: 'api/search/v4',
      query: {
        custom_boosted_results: 'true',
        type: 'image',
        query,
        from: String((page - 1) * pageSize),
        size: String(pageSize),
        badges: badges.length === 0 ? undefined : badges.map((badge) => badgeNames[badge]).join(','),
        architectures: architecture,
        sort: sorted,
        order: sorted === undefined ? undefined : 'desc'
      },
      timeLimit: patienceOf(wanted),
      signal
    },
    Newer
  )
  // Hub has filtered, and sorted by all but stars.
  const { results, byPage, ignored } = fit(answer.results.map(fromNewer), sort === 'stars' ? { sort } : {}, newerKnows)
  return pageOf(results, { page, had: answer.results.length, total: answer.total, byPage, ignored })
}

function fromNewer(result: NewerResult): HubResult {
  const badge = (['official', 'verified', 'open-source'] as const).find((name) => badgeNames[name] === result.badge)
  const pulls = pullsOf(result.pull_count)
  return {
    name: pulledName(result),
    description: result.short_description,
    stars: result.star_count,
    ...pulls,
    official: badge === 'official',
    automated: false,
    ...(badge === undefined ? {} : { badge }),
    ...(result.publisher === undefined || result.publisher.name === '' ? {} : { publisher: result.publisher.name }),
    architectures: result.architectures.map(({ name }) => name).filter((name) => name !== ''),
    updated: timeOf(result.updated_at),
    archived: result.archived
  }
}

/** What one pulls: an official image goes without its owner. A product may be shown under another name than its path. */
function pulledName({ name, slug }: NewerResult): string {
  const path = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)?$/
  const found =
    path.test(name) && !(slug.endsWith(`/${name}`) && path.test(slug)) ? name : path.test(slug) ? slug : name
  return found.replace(/^library\//, '')
}

/** `1B+`, `10M+`, `1.5K`, `4711`. */
export function pullsOf(written: string | number | undefined): Pick<HubResult, 'pulls' | 'pullsAtLeast'> {
  if (typeof written === 'number') return { pulls: written }
  const [, digits, unit = '', plus] = /^([\d.]+)\s*([KMB]?)(\+?)$/i.exec(written ?? '') ?? []
  if (digits === undefined || !Number.isFinite(Number(digits))) return {}
  const times = { '': 1, K: 1e3, M: 1e6, B: 1e9 }[unit.toUpperCase()] ?? 1
  return { pulls: Math.round(Number(digits) * times), ...(plus === '+' ? { pullsAtLeast: true } : {}) }
}

const Older = v.object({
  count: number(),
  results: resultsOf(
    v.object({
      repo_name: v.pipe(v.string(), v.minLength(1)),
      short_description: text(),
      star_count: number(),
      pull_count: maybe(v.number()),
      is_official: flag(),
      is_automated: flag()
    })
  )
})
const olderKnows: Knowledge = {
  badges: 'official',
  automated: true,
  architecture: false,
  pulls: true,
  updated: false
}

async function searchOlder(hub: HubClient, wanted: SearchRequest, signal: AbortSignal): Promise<FoundByHub> {
  const { query, page } = wanted
  const answer = await hub.ask(
    {
      path: 'v2/search/repositories/',
      query: { query, page: String(page), page_size: String(pageSize) },
      timeLimit: patienceOf(wanted),
      signal
    },
    Older
  )
  const all = answer.results.map((result) => ({
    name: result.repo_name.replace(/^library\//, ''),
    description: result.short_description,
    stars: result.star_count,
    pulls: result.pull_count,
    official: result.is_official,
    automated: result.is_automated,
    ...(result.is_official ? { badge: 'official' as const } : {})
  }))
  const { results, byPage, ignored } = fit(all, wanted, olderKnows)
  return pageOf(results, { page, had: all.length, total: answer.count, byPage, ignored })
}

function pageOf(
  results: readonly HubResult[],
  {
    page,
    had,
    total,
    byPage,
    ignored
  }: Pick<FoundByHub, 'total' | 'byPage' | 'ignored'> & { page: number; had: number }
): FoundByHub {
  const all = Math.max(total, (page - 1) * pageSize + had)
  return {
    results: [...results],
    total: all,
    more: had > 0 && page * pageSize < Math.min(all, reach),
    byPage,
    filtered: had - results.length,
    ignored
  }
}
