/** What a build is called, and how it stands, in the window's words. */
import { Ban, Check, CircleX, LoaderCircle } from '@lucide/vue'
import { makesImage } from '../../../contract/builds/buildx'
import type { Build, BuildOutcome } from '../../../contract/builds/model'
import { referenceOf as imageReference, type Image } from '../../../contract/images/model'

export const isOver = ({ outcome }: Pick<Build, 'outcome'>): boolean =>
  outcome.kind !== 'sending' && outcome.kind !== 'running'

/** The last part of the folder or address that it was built from. */
function placeOf({ options: { context } }: Pick<Build, 'options'>): string {
  if (context.kind === 'none') return ''
  const whole = context.kind === 'folder' ? context.path : context.address
  return whole.split(/[/\\]/).findLast((part) => part !== '') ?? whole
}

/** Its first tag, the image's short id, or where it was built from; empty: nothing names it. */
export function nameOf(build: Pick<Build, 'options' | 'outcome'>): string {
  const [tag] = build.options.tags
  if (tag !== undefined) return tag
  const { outcome } = build
  return outcome.kind === 'done' && outcome.imageId !== undefined ? outcome.imageId.slice(7, 19) : placeOf(build)
}

/** By which its image is found: a tag, or the id. */
export function referenceOf({ options, outcome }: Pick<Build, 'options' | 'outcome'>): string | undefined {
  if (!makesImage(options)) return undefined
  return options.tags[0] ?? (outcome.kind === 'done' ? outcome.imageId : undefined)
}

/** The names that lead to an image of this id. */
export const namesOf = (images: readonly Image[], id: string | undefined): readonly string[] =>
  images
    .filter((image) => image.id === id)
    .map(imageReference)
    .filter((reference) => reference !== id)

export const outcomeIcons = {
  sending: LoaderCircle,
  running: LoaderCircle,
  done: Check,
  failed: CircleX,
  cancelled: Ban
} as const satisfies Record<BuildOutcome['kind'], unknown>
