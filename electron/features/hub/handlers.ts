/** Docker Hub, as the window asks for it: Hub's own API first, then, for a search, the engine's. */
import type { hub, SearchRequest } from '../../../contract/hub/api'
import type { HubSearchReply } from '../../../contract/hub/model'
import type { Engines } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import type { Handlers } from '../../ipc/handlers'
import type { ProxyOf } from '../../platform/web/request'
import { searchByEngine } from './engine-search'
import { createHubAccess, type HubCredentials } from './hub-account'
import { createHubClient, HubUnreachable, unreachable } from './hub-client'
import { createHubRepositories } from './hub-repositories'
import { searchHub } from './hub-search'
import { fetchPicture } from './picture'
import { askPullsLeft, type HubRegistry } from './pulls-left'

export interface HubParts {
  readonly engines: Engines
  /** Where Hub's HTTP API is: a setting, asked at each question. */
  readonly baseUrl: () => string
  readonly proxyOf: ProxyOf
  /** Docker's own sign-in to Docker Hub. */
  readonly credentials: () => Promise<HubCredentials | undefined>
  readonly openRegistry: (signal: AbortSignal) => Promise<HubRegistry>
  /** Throws for a host from which no picture is fetched. */
  readonly checkPicture?: (host: string) => void
}

export function hubHandlers(parts: HubParts): Handlers<typeof hub> {
  const { engines, baseUrl, proxyOf, credentials, openRegistry, checkPicture } = parts
  const client = createHubClient({ baseUrl, proxyOf })
  const access = createHubAccess(client, credentials)
  const repositories = createHubRepositories(client, access)
  const mapped = <Value>(work: Promise<Value>): Promise<Value> =>
    work.catch((error: unknown) => {
      throw unreachable(error)
    })

  async function search(wanted: SearchRequest, signal: AbortSignal): Promise<HubSearchReply> {
    try {
      return { ...(await searchHub(client, wanted, signal)), source: 'hub' }
    } catch (error) {
      if (!(error instanceof HubUnreachable)) throw error
      try {
        return { ...(await searchByEngine(engines, wanted, signal)), source: 'engine', reason: error.message }
      } catch (second) {
        if (signal.aborted || !(second instanceof FailureError)) throw second
        const message = [error.message, second.failure.message || second.failure.kind].join('; ')
        throw new FailureError(
          { kind: 'network', host: error.host, message, remedy: { kind: 'retry' } },
          { cause: second }
        )
      }
    }
  }

  return {
    search: (wanted, { signal }) => search(wanted, signal),
    async *find(wanted, { signal }) {
      yield await search(wanted, signal)
    },
    repository: (wanted, { signal }) => mapped(repositories.repository(wanted, signal)),
    async *tags(wanted, { signal }) {
      yield await mapped(repositories.tags(wanted, signal))
    },
    async pullsLeft(_request, { signal }) {
      const [registry, signedIn] = await Promise.all([openRegistry(signal), credentials()])
      return askPullsLeft(registry, registry.signedIn ? signedIn?.username : undefined, signal)
    },
    account: (_request, { signal }) => mapped(access.account(signal)),
    own: (wanted, { signal }) => mapped(repositories.own(wanted, signal)),
    async picture({ url }, { signal }) {
      return { data: await fetchPicture(url, signal, proxyOf, checkPicture) }
    }
  }
}
