/** Docker Hub as Escale shows it: what a search finds, a repository, its tags, and how many pulls are left. */
import * as v from 'valibot'

export const HubBadge = v.picklist(['official', 'verified', 'open-source'])
export type HubBadge = v.InferOutput<typeof HubBadge>

/** What a person may ask of a search beyond its words. */
export const HubWish = v.picklist(['badges', 'automated', 'architecture', 'sort'])
export type HubWish = v.InferOutput<typeof HubWish>

export const HubResult = v.object({
  /** What one pulls: `nginx`, `bitnami/redis`. */
  name: v.string(),
  description: v.string(),
  stars: v.number(),
  /** Absent where the source does not say (the engine's own search). */
  pulls: v.optional(v.number()),
  /** Hub rounds large counts down: `1B+`. */
  pullsAtLeast: v.optional(v.boolean()),
  official: v.boolean(),
  automated: v.boolean(),
  /** Of a publisher that Docker has verified, or of an open-source project that it sponsors. */
  badge: v.optional(HubBadge),
  /** Who publishes it, as Hub writes them. */
  publisher: v.optional(v.string()),
  /** `amd64`, `arm64`; absent where the source does not say. */
  architectures: v.optional(v.array(v.string())),
  /** Milliseconds since 1970. */
  updated: v.optional(v.number()),
  archived: v.optional(v.boolean())
})
export type HubResult = Readonly<v.InferOutput<typeof HubResult>>

export const HubSearchReply = v.object({
  results: v.array(HubResult),
  /** How many there are in all, as far as the source says. */
  total: v.number(),
  /** Whether a next page may be asked for. */
  more: v.boolean(),
  /** Hub's HTTP API, or the engine's own search where Hub could not be reached from here. */
  source: v.picklist(['hub', 'engine']),
  /** Filters and sorting that the source cannot do over all it has, and that were done on this page alone. */
  byPage: v.array(HubWish),
  /** How many of the page were left out so. */
  filtered: v.number(),
  /** What could not be done at all: the source does not say by what to tell. */
  ignored: v.array(HubWish),
  /** Why Hub's own answer was not had, where the engine's stands in its place. */
  reason: v.optional(v.string()),
  /** Hub may have answered yet: it took too long. */
  slow: v.optional(v.boolean())
})
export type HubSearchReply = Readonly<v.InferOutput<typeof HubSearchReply>>

export const HubRepository = v.object({
  namespace: v.string(),
  name: v.string(),
  description: v.string(),
  /** Markdown, by whoever published it: anything at all. */
  readme: v.string(),
  /** It was longer than what is kept of it. */
  readmeCut: v.boolean(),
  stars: v.number(),
  pulls: v.optional(v.number()),
  /** Milliseconds since 1970. */
  updated: v.optional(v.number()),
  registered: v.optional(v.number()),
  private: v.boolean(),
  automated: v.boolean(),
  archived: v.boolean(),
  categories: v.array(v.string()),
  /** Bytes of all its tags, where Hub says it. */
  storage: v.optional(v.number())
})
export type HubRepository = Readonly<v.InferOutput<typeof HubRepository>>

export const HubPlatform = v.object({
  os: v.string(),
  architecture: v.string(),
  /** `v7`, `v8`. */
  variant: v.optional(v.string()),
  osVersion: v.optional(v.string()),
  digest: v.optional(v.string()),
  /** Bytes, packed. */
  size: v.number()
})
export type HubPlatform = Readonly<v.InferOutput<typeof HubPlatform>>

export const HubTag = v.object({
  name: v.string(),
  /** Bytes, packed, of the first platform. */
  size: v.number(),
  digest: v.optional(v.string()),
  /** Milliseconds since 1970. */
  updated: v.optional(v.number()),
  pulled: v.optional(v.number()),
  platforms: v.array(HubPlatform)
})
export type HubTag = Readonly<v.InferOutput<typeof HubTag>>

export const HubTags = v.object({ tags: v.array(HubTag), total: v.number(), more: v.boolean() })
export type HubTags = Readonly<v.InferOutput<typeof HubTags>>

export const PullsLeft = v.variant('kind', [
  v.object({
    kind: v.literal('limited'),
    limit: v.number(),
    remaining: v.number(),
    /** Seconds in which so many are allowed. */
    window: v.optional(v.number()),
    /** Whom they are counted for, where somebody is signed in. */
    username: v.optional(v.string())
  }),
  /** The registry names no limit. */
  v.object({ kind: v.literal('unlimited'), username: v.optional(v.string()) })
])
export type PullsLeft = Readonly<v.InferOutput<typeof PullsLeft>>

export const HubAccount = v.variant('kind', [
  v.object({ kind: v.literal('signed-out') }),
  /** What one is signed in with opens the registry, and Hub's API does not take it. */
  v.object({ kind: v.literal('refused'), username: v.string() }),
  v.object({
    kind: v.literal('signed-in'),
    username: v.string(),
    /** The person's own, and those of their organisations. */
    namespaces: v.array(v.string())
  })
])
export type HubAccount = Readonly<v.InferOutput<typeof HubAccount>>

export const OwnRepository = v.object({
  namespace: v.string(),
  name: v.string(),
  description: v.string(),
  private: v.boolean(),
  stars: v.number(),
  pulls: v.number(),
  updated: v.optional(v.number())
})
export type OwnRepository = Readonly<v.InferOutput<typeof OwnRepository>>
