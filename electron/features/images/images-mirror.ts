/** An engine's images as rows, kept true by its events. */
import * as v from 'valibot'
import { type Image } from '../../../contract/images/model'
import { isOwn } from '../../../contract/own'
import type { Engine, EngineEvent, EngineRequest } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { createMirror, mirrorOf, type Meaning, type Mirror, type Refreshed } from '../../engine/mirror'
import { listOf } from '../../engine/schema'
import type { Feed } from '../../platform/change-feed'
import { asListed, InspectedImage, isDangling, ListedImage, toImages } from './rows'

/** All rows of one image: two tags are two rows. */
export type Rows = Image[]

/** Beyond this many the list is cheaper than asking for each. */
const inspectLimit = 8

/** The list itself must be one; what is not an image in it is left out. */
const ListAnswer = v.pipe(v.array(v.unknown()), listOf(ListedImage))

const changing = new Set(['pull', 'tag', 'untag', 'delete', 'import', 'load', 'create', 'build', 'prune'])

const imagesOf = mirrorOf((engine) => makeMirror(engine))

/** The one mirror of this engine's images. */
export const imagesMirror = (engine: Engine): Mirror<Rows> => imagesOf(engine)

function makeMirror(engine: Engine): Mirror<Rows> {
  const list = async (query?: EngineRequest['query']): Promise<Map<string, Rows>> => {
    const answer = await engine.get({ path: '/images/json', query }, ListAnswer)
    return new Map(answer.filter(({ Labels }) => !isOwn(Labels)).map((image) => [image.Id, toImages(image)]))
  }

  /** Undefined where it is not there (any more). */
  const inspect = async (name: string): Promise<ListedImage | undefined> => {
    try {
      const image = asListed(await engine.get({ path: `/images/${encodeURIComponent(name)}/json` }, InspectedImage))
      return isOwn(image.Labels) ? undefined : image
    } catch (error) {
      if (error instanceof FailureError && error.failure.kind === 'not-found') return undefined
      throw error
    }
  }

  /** Against the whole list: what is new, what changed and what went. */
  const compare = async (feed: Feed<string, Rows>): Promise<Refreshed<Rows>> => {
    const all = await list()
    const found = [...all].filter(([id, rows]) => JSON.stringify(feed.get(id)) !== JSON.stringify(rows))
    return { found, gone: [...feed.keys()].filter((id) => !all.has(id)), again: [] }
  }

  return createMirror({
    engine,
    load: () => list(),
    async refresh(names, feed) {
      if (names.length > inspectLimit) return compare(feed)
      const answers = await Promise.all(names.map(async (name) => ({ name, image: await inspect(name) })))
      // Without a name it shows only where no other image is built on it; and what went may uncover what it stood on.
      const unsure = answers.some(({ image }) => image === undefined || isDangling(image))
      const dangling = unsure
        ? await list({ filters: JSON.stringify({ dangling: ['true'] }) })
        : new Map<string, Rows>()
      const found = new Map<string, Rows>([...dangling].filter(([id]) => !feed.get(id)))
      const gone: string[] = []
      for (const { name, image } of answers) {
        if (image !== undefined && (!isDangling(image) || dangling.has(image.Id))) found.set(image.Id, toImages(image))
        else gone.push(image?.Id ?? name)
      }
      return { found: [...found], gone, again: [] }
    },
    read: meaningOf
  })
}

/** A pull names a reference; a tag may have moved here from another image, of which no event tells. */
function meaningOf({ type, action, id, attributes }: EngineEvent, feed: Feed<string, Rows>): Meaning | undefined {
  if (type === 'container' && action === 'commit') {
    const made = attributes['imageID']
    return made === undefined ? undefined : { changed: [made] }
  }
  if (type !== 'image' || !changing.has(action)) return undefined
  const reference = action === 'pull' || action === 'tag' ? (attributes['name'] ?? id) : undefined
  const losers =
    reference === undefined
      ? []
      : [...feed.values()].filter((rows) => rows[0]?.id !== id && rows.some((row) => isNamed(row, reference)))
  return { changed: [id, ...losers.map((rows) => rows[0]?.id ?? '')].filter((name) => name !== '') }
}

const isNamed = ({ repository, tag }: Image, reference: string): boolean =>
  reference === `${repository}:${tag}` || (reference === repository && tag === 'latest')
