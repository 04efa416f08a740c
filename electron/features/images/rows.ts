/** From what the engine says of an image to the rows of `docker images`: one for each tag. */
import * as v from 'valibot'
import type { Image } from '../../../contract/images/model'
import { listOf, maybe, number, text, textMap } from '../../engine/schema'

const none = '<none>'

/** As `GET /images/json` lists it; `Created` in seconds. */
export const ListedImage = v.object({
  Id: v.string(),
  RepoTags: listOf(v.string()),
  RepoDigests: listOf(v.string()),
  Created: number(),
  Size: number(),
  Labels: textMap()
})
export type ListedImage = v.InferOutput<typeof ListedImage>

/** As `GET /images/{id}/json` has it; `Created` as a date. */
export const InspectedImage = v.object({
  Id: v.string(),
  RepoTags: listOf(v.string()),
  RepoDigests: listOf(v.string()),
  Created: text(),
  Size: number(),
  Config: maybe(v.object({ Labels: textMap() }))
})

export function asListed({ Created, Config, ...image }: v.InferOutput<typeof InspectedImage>): ListedImage {
  const created = Date.parse(Created)
  return { ...image, Created: Number.isNaN(created) ? 0 : Math.floor(created / 1_000), Labels: Config?.Labels ?? {} }
}

/** Neither a tag nor a digest: what a newer build or pull has left behind. Engines before 25 write `<none>:<none>` for that. */
export const isDangling = ({ RepoTags, RepoDigests }: Pick<ListedImage, 'RepoTags' | 'RepoDigests'>): boolean =>
  [...RepoTags, ...RepoDigests].every((reference) => reference.startsWith(none))

/** Source: docker/cli, cli/command/formatter/image.go. Rows in a fixed order, whatever the engine's. */
export function toImages(image: ListedImage): Image[] {
  const common = { id: image.Id, created: image.Created * 1_000, size: image.Size, labels: image.Labels }
  const nameless: Image = { ...common, repository: none, tag: none, digest: undefined }
  const digests = new Map<string, string>()
  for (const reference of image.RepoDigests) {
    const [repository = '', digest] = cut(reference, reference.indexOf('@'))
    if (repository !== none && digest !== undefined && !digests.has(repository)) digests.set(repository, digest)
  }
  const rows: Image[] = []
  const tagged = new Set<string>()
  for (const reference of [...image.RepoTags].sort()) {
    // A registry's port has a colon too.
    const [repository = '', tag] = cut(reference, reference.lastIndexOf(':'))
    if (repository === none || tag === undefined || tag.includes('/')) continue
    tagged.add(repository)
    rows.push({ ...common, repository: familiar(repository), tag, digest: digests.get(repository) })
  }
  for (const [repository, digest] of digests)
    if (!tagged.has(repository)) rows.push({ ...common, repository: familiar(repository), tag: none, digest })
  return rows.length === 0 ? [nameless] : rows
}

const cut = (text: string, at: number): readonly [string, string?] =>
  at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]

/** Podman gives names in full: `docker.io/library/busybox` is docker's `busybox`. */
const familiar = (repository: string): string => repository.replace(/^docker\.io\/(?:library\/(?=[^/]+$))?/, '')
