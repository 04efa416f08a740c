/** The engine's own search, as `docker search` has it (`GET /images/search`): no pages, and a hundred at most. */
import * as v from 'valibot'
import type { SearchRequest } from '../../../contract/hub/api'
import type { HubResult } from '../../../contract/hub/model'
import type { Engines } from '../../engine/engine'
import { flag, listOf, number, text } from '../../engine/schema'
import { pageSize, type FoundByHub } from './hub-search'
import { fit, type Knowledge } from './search-wishes'

const Answer = listOf(
  v.object({
    name: v.pipe(v.string(), v.minLength(1)),
    description: text(),
    star_count: number(),
    is_official: flag(),
    is_automated: flag()
  })
)
const most = 100
const knows: Knowledge = { badges: 'official', automated: true, architecture: false, pulls: false, updated: false }

export async function searchByEngine(
  engines: Engines,
  wanted: SearchRequest,
  signal: AbortSignal
): Promise<FoundByHub> {
  const { connection, query, page } = wanted
  const found = await engines
    .get(connection)
    .get({ path: '/images/search', query: { term: query, limit: most }, signal }, Answer)
  const all = found.map((result): HubResult => ({
    name: result.name,
    description: result.description,
    stars: result.star_count,
    official: result.is_official,
    automated: result.is_automated,
    ...(result.is_official ? { badge: 'official' as const } : {})
  }))
  // It gives all it has at once: what is filtered and sorted here holds for all of it.
  const { results, ignored } = fit(all, wanted, knows)
  return {
    results: results.slice((page - 1) * pageSize, page * pageSize),
    total: results.length,
    more: page * pageSize < results.length,
    byPage: [],
    filtered: all.length - results.length,
    ignored
  }
}
