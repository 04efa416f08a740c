/** What a registry has: its repositories, their tags, and what each tag names. */
import * as v from 'valibot'

export const RepositoryPage = v.variant('kind', [
  v.object({
    kind: v.literal('names'),
    names: v.array(v.string()),
    /** Names that no image can have: left out. */
    strange: v.number()
  }),
  /** The registry does not show its list (Docker Hub, ghcr.io and most public ones): a repository is opened by its name. */
  v.object({ kind: v.literal('hidden'), message: v.string() }),
  /** There are more than are read. */
  v.object({ kind: v.literal('cut'), count: v.number() })
])
export type RepositoryPage = Readonly<v.InferOutput<typeof RepositoryPage>>

export const TagPage = v.variant('kind', [
  v.object({ kind: v.literal('names'), names: v.array(v.string()), strange: v.number() }),
  v.object({ kind: v.literal('cut'), count: v.number() })
])
export type TagPage = Readonly<v.InferOutput<typeof TagPage>>

export const Platform = v.object({
  os: v.string(),
  architecture: v.string(),
  /** `v7`, `v8`. */
  variant: v.optional(v.string()),
  osVersion: v.optional(v.string()),
  /** Of its own manifest; absent where the tag names it alone. */
  digest: v.optional(v.string()),
  /** Bytes of its layers, packed: what a pull brings. Absent where nobody has said it yet. */
  size: v.optional(v.number())
})
export type Platform = Readonly<v.InferOutput<typeof Platform>>

export const TagDescription = v.object({
  tag: v.string(),
  digest: v.string(),
  mediaType: v.string(),
  /** One image, a list of several platforms' images, or something that is no image (a chart, a signature). */
  kind: v.picklist(['image', 'list', 'artifact']),
  /** Of an artifact: `application/vnd.cncf.helm.config.v1+json`. */
  artifactType: v.optional(v.string()),
  platforms: v.array(Platform),
  /** Bytes of the layers, packed, of the one image, or of the platform that the engine would take. */
  size: v.optional(v.number()),
  /** Milliseconds since 1970, as the image says. */
  created: v.optional(v.number())
})
export type TagDescription = Readonly<v.InferOutput<typeof TagDescription>>

export const TagAnswer = v.variant('kind', [
  v.object({ kind: v.literal('described'), description: TagDescription }),
  /** This one could not be read, in the registry's words; the others can. */
  v.object({ kind: v.literal('failed'), tag: v.string(), message: v.string() })
])
export type TagAnswer = Readonly<v.InferOutput<typeof TagAnswer>>

/** The search for tags that name the same image. */
export const SharedTags = v.object({
  checked: v.number(),
  total: v.number(),
  /** Tags found since the last item. */
  tags: v.array(v.string()),
  /** Tags that could not be asked for: they may name it too. */
  unknown: v.number()
})
export type SharedTags = Readonly<v.InferOutput<typeof SharedTags>>

/** How a registry is asked: what a command that does the same must say. */
export const RegistryWay = v.object({
  /** `https://registry.example:5000` */
  url: v.string(),
  /** Its certificate is not looked at. */
  unchecked: v.boolean(),
  /** Files of authorities that stand for this registry alone, where they are what it is believed by. */
  authorities: v.array(v.string()),
  /** By which this computer is known to it. */
  client: v.optional(v.object({ cert: v.string(), key: v.string() })),
  /** Of the sign-in that it asks for. */
  username: v.optional(v.string()),
  /** It takes a token, given out at another address. */
  token: v.optional(v.object({ realm: v.string(), service: v.string() }))
})
export type RegistryWay = Readonly<v.InferOutput<typeof RegistryWay>>
