/** Images as their list shows them, and what a pull says as it goes. */
import * as v from 'valibot'

/** One row of `docker images`: two tags of one image are two rows with one id. */
export const Image = v.object({
  id: v.string(),
  /** `<none>` where it has none. */
  repository: v.string(),
  /** `<none>` where it has none. */
  tag: v.string(),
  /** `sha256:…` of the manifest it was pulled by. */
  digest: v.optional(v.string()),
  /** Milliseconds since 1970. */
  created: v.number(),
  /** Bytes, with the layers that it shares. */
  size: v.number(),
  labels: v.record(v.string(), v.string())
})
export type Image = Readonly<v.InferOutput<typeof Image>>

/** `repository:tag`, or the id where it has none: how rows are keyed, beside the id. */
export const referenceOf = (image: Pick<Image, 'id' | 'repository' | 'tag'>): string =>
  image.repository === '<none>' || image.tag === '<none>' ? image.id : `${image.repository}:${image.tag}`

export const ImagesChange = v.variant('kind', [
  v.object({ kind: v.literal('snapshot'), images: v.array(Image) }),
  /** All the rows of these ids replace those that were known of them; none: it is gone. */
  v.object({ kind: v.literal('upsert'), ids: v.array(v.string()), images: v.array(Image) })
])
export type ImagesChange = v.InferOutput<typeof ImagesChange>

export const LayerProgress = v.object({
  /** The short id that docker shows. */
  id: v.string(),
  /** The engine's words: `Downloading`, `Extracting`, `Pull complete`, `Already exists`, … */
  status: v.string(),
  /** Bytes done and in all, of the present step. */
  current: v.optional(v.number()),
  total: v.optional(v.number())
})

export type LayerProgress = Readonly<v.InferOutput<typeof LayerProgress>>

/** A pull as it stands: each layer with its step, in the order in which the engine named them. */
export const PullProgress = v.object({
  reference: v.string(),
  layers: v.array(LayerProgress),
  /** Lines that belong to no layer: `latest: Pulling from library/hello-world`. */
  messages: v.array(v.string())
})
export type PullProgress = Readonly<v.InferOutput<typeof PullProgress>>

export const PullResult = v.object({
  reference: v.string(),
  /** `sha256:…`, where the engine said it. */
  digest: v.optional(v.string()),
  /** `Status: Downloaded newer image for hello-world:latest`, as docker prints it. */
  status: v.string()
})
export type PullResult = v.InferOutput<typeof PullResult>

/** One line of what docker prints as it removes an image. */
export const RemovedImage = v.variant('kind', [
  v.object({ kind: v.literal('untagged'), reference: v.string() }),
  v.object({ kind: v.literal('deleted'), id: v.string() })
])
export const ImageRef = v.object({ id: v.string(), reference: v.pipe(v.string(), v.minLength(1), v.maxLength(512)) })
export type ImageRef = v.InferOutput<typeof ImageRef>
