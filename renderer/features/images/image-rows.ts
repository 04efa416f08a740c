/** The rows of the images page: each reference of an image with the containers that use the image. */
import type { Container } from '../../../contract/containers/model'
import { referenceOf, type Image, type ImageRef } from '../../../contract/images/model'

export interface ImageRow {
  /** Two tags of one image are two rows: the id alone would not tell them apart. */
  readonly key: string
  readonly image: Image
  /** `repository:tag`, or the id where it has none. */
  readonly reference: string
  /** The containers made from the image, running ones first, then by name. */
  readonly users: readonly Container[]
}

export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12)

export const isUp = ({ state }: Pick<Container, 'state'>): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting'

function usersByImage(containers: readonly Container[]): ReadonlyMap<string, readonly Container[]> {
  const users = new Map<string, Container[]>()
  for (const container of containers) {
    const known = users.get(container.imageId)
    if (known === undefined) users.set(container.imageId, [container])
    else known.push(container)
  }
  for (const list of users.values())
    list.sort((one, other) => Number(isUp(other)) - Number(isUp(one)) || one.name.localeCompare(other.name))
  return users
}

/** Newest first, as `docker images` has them. */
export function imageRows(images: readonly Image[], containers: readonly Container[]): readonly ImageRow[] {
  const users = usersByImage(containers)
  return images
    .map((image): ImageRow => {
      const reference = referenceOf(image)
      return { key: `${image.id} ${image.repository}:${image.tag}`, image, reference, users: users.get(image.id) ?? [] }
    })
    .sort((one, other) => other.image.created - one.image.created || one.reference.localeCompare(other.reference))
}

/** Each word of the filter is in the reference, the id or the digest. */
export function matches({ image, reference }: ImageRow, filter: string): boolean {
  const text = `${reference} ${image.repository} ${image.id} ${image.digest ?? ''}`.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

export const imageRef = ({ image, reference }: Pick<ImageRow, 'image' | 'reference'>): ImageRef => ({
  id: image.id,
  reference
})
