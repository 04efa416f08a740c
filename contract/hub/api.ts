import * as v from 'valibot'
import { call, stream } from '../define'
import { ConnectionId, Empty } from '../scope'
import * as commands from './command'
import { HubAccount, HubBadge, HubRepository, HubSearchReply, HubTags, OwnRepository, PullsLeft } from './model'

const Page = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(400))

/** Milliseconds after which a search asks the engine too, where Docker Hub has not answered: whoever is first is shown. */
export const hubPatience = 2_500

export const SearchRequest = v.object({
  connection: ConnectionId,
  query: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  page: Page,
  /** Any of these; none: all. */
  badges: v.optional(v.array(HubBadge)),
  automated: v.optional(v.boolean()),
  architecture: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9]{1,20}$/))),
  /** Hub's own idea of what fits best, where nothing is said. */
  sort: v.optional(v.picklist(['pulls', 'updated', 'stars'])),
  /** Waits for Docker Hub however slow it is, and does not take the engine's own search in its place meanwhile. */
  patient: v.optional(v.boolean())
})
export type SearchRequest = v.InferOutput<typeof SearchRequest>

/** As Hub's addresses have them: `library`, `bitnami`; `redis`. */
const Namespace = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_.-]{0,254}$/i))
const Name = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_./-]{0,254}$/i), v.regex(/^(?!.*\.\.)/))
const RepositoryRequest = v.object({ namespace: Namespace, name: Name })
export type RepositoryRequest = v.InferOutput<typeof RepositoryRequest>

const TagsRequest = v.object({
  ...RepositoryRequest.entries,
  page: Page,
  /** A part of the tag's name. */
  filter: v.pipe(v.string(), v.trim(), v.maxLength(128)),
  order: v.picklist(['newest', 'name', 'name-descending'])
})
export type TagsRequest = v.InferOutput<typeof TagsRequest>

const OwnRequest = v.object({
  namespace: Namespace,
  page: Page,
  filter: v.pipe(v.string(), v.trim(), v.maxLength(255))
})
export type OwnRequest = v.InferOutput<typeof OwnRequest>

export const hub = {
  search: call({ request: SearchRequest, reply: HubSearchReply, command: commands.search }),
  /** The same, given up where it stands when the window closes it: for a search as one types. One reply, and the end. */
  find: stream({ request: SearchRequest, item: HubSearchReply, command: commands.search }),
  repository: call({ request: RepositoryRequest, reply: HubRepository }),
  /** A hundred a page. Given up when it is closed. */
  tags: stream({ request: TagsRequest, item: HubTags }),
  /** Asks the registry without a pull being counted. */
  pullsLeft: call({ request: Empty, reply: PullsLeft }),
  account: call({ request: Empty, reply: HubAccount }),
  /** The repositories of a namespace of one's own, private ones too. */
  own: call({
    request: OwnRequest,
    reply: v.object({ repositories: v.array(OwnRepository), total: v.number(), more: v.boolean() })
  }),
  /** A picture that a page of a repository names, fetched because the person asked for it: `data:image/…`, at most 2 MB. */
  picture: call({
    request: v.object({ url: v.pipe(v.string(), v.maxLength(4096), v.url(), v.regex(/^https?:\/\//i)) }),
    reply: v.object({ data: v.string() })
  })
}
