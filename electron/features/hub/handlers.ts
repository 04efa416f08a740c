/** Docker Hub, as the window asks for it: Hub's own API first, then, for a search, the engine's. */
import type { SecureContext } from 'node:tls'
import { hubPatience, type hub, type SearchRequest } from '../../../contract/hub/api'
import type { HubSearchReply } from '../../../contract/hub/model'
import type { Engines } from '../../engine/engine'
import type { Handlers } from '../../ipc/handlers'
import type { ProxyOf } from '../../platform/web/request'
import { createTrustingRequest } from '../../platform/web/trusting-request'
import { searchByEngine } from './engine-search'
import { createHubAccess, type HubCredentials } from './hub-account'
import { createHubClient, unreachable } from './hub-client'
import { createHubRepositories } from './hub-repositories'
import { searchHub } from './hub-search'
import { fetchPicture } from './picture'
import { askPullsLeft, type HubRegistry } from './pulls-left'
import { searchBoth } from './search-both'

export interface HubParts {
  readonly engines: Engines
  /** Where Hub's HTTP API is: a setting, asked at each question. */
  readonly baseUrl: () => string
  readonly proxyOf: ProxyOf
  /** Whom the system believes. */
  readonly systemTrust: () => Promise<SecureContext | undefined>
  /** Docker's own sign-in to Docker Hub. */
  readonly credentials: () => Promise<HubCredentials | undefined>
  readonly openRegistry: (signal: AbortSignal) => Promise<HubRegistry>
  /** Milliseconds before a search asks the engine too. */
  readonly patience?: number
  /** Throws for a host from which no picture is fetched. */
  readonly checkPicture?: (host: string) => void
}

export function hubHandlers(parts: HubParts): Handlers<typeof hub> {
  const {
    engines,
    baseUrl,
    proxyOf,
    systemTrust,
    credentials,
    openRegistry,
    checkPicture,
    patience = hubPatience
  } = parts
  const request = createTrustingRequest(proxyOf, systemTrust)
  const client = createHubClient({ baseUrl, request })
  const access = createHubAccess(client, credentials)
  const repositories = createHubRepositories(client, access)
  const mapped = <Value>(work: Promise<Value>): Promise<Value> =>
    work.catch((error: unknown) => {
      throw unreachable(error)
    })

  const search = (wanted: SearchRequest, signal: AbortSignal): Promise<HubSearchReply> =>
    searchBoth({
      byHub: (stop) => searchHub(client, wanted, stop),
      byEngine: (stop) => searchByEngine(engines, wanted, stop),
      signal,
      patience: wanted.patient === true ? undefined : patience
    })

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
      return { data: await fetchPicture(url, signal, request, checkPicture) }
    }
  }
}
