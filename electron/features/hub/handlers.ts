/** Docker Hub's search, as the window asks for it. */
import * as v from 'valibot'
import type { hub } from '../../../contract/hub/api'
import type { ReplyOf } from '../../../contract/define'
import type { Engines } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { flag, listOf, number, text } from '../../engine/schema'
import type { Handlers } from '../../ipc/handlers'
import { HubUnreachable, pageSize, searchHub } from './hub-api'

type Reply = ReplyOf<typeof hub.search>

export interface HubParts {
  readonly engines: Engines
  /** Where Hub's HTTP API is: a setting, asked at each search. */
  readonly baseUrl: () => string
}

export function hubHandlers({ engines, baseUrl }: HubParts): Handlers<typeof hub> {
  return {
    async search({ connection, query, page }, { signal }): Promise<Reply> {
      try {
        return { ...(await searchHub(baseUrl(), query, page, signal)), source: 'hub' }
      } catch (error) {
        if (!(error instanceof HubUnreachable)) throw error
        return searchByEngine(engines, connection, { query, page, signal }).catch((second: unknown) => {
          if (signal.aborted || !(second instanceof FailureError)) throw second
          const message = [error.message, second.failure.message || second.failure.kind].join('; ')
          throw new FailureError(
            { kind: 'network', host: error.host, message, remedy: { kind: 'retry' } },
            { cause: second }
          )
        })
      }
    }
  }
}

/** As `docker search` has it (`GET /images/search`): no pages, and a hundred at most. */
const EngineAnswer = listOf(
  v.object({
    name: v.pipe(v.string(), v.minLength(1)),
    description: text(),
    star_count: number(),
    is_official: flag(),
    is_automated: flag()
  })
)
const engineLimit = 100

interface Search {
  readonly query: string
  readonly page: number
  readonly signal: AbortSignal
}

async function searchByEngine(engines: Engines, connection: string, { query, page, signal }: Search): Promise<Reply> {
  const found = await engines
    .get(connection)
    .get({ path: '/images/search', query: { term: query, limit: engineLimit }, signal }, EngineAnswer)
  const results = found.slice((page - 1) * pageSize, page * pageSize).map((result) => ({
    name: result.name,
    description: result.description,
    stars: result.star_count,
    official: result.is_official,
    automated: result.is_automated
  }))
  return { results, total: found.length, source: 'engine' }
}
