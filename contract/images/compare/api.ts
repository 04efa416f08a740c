/** The files of two images beside each other, as their own layers have them. */
import * as v from 'valibot'
import { task } from '../../define'
import { OnImage } from '../requests'
import { ImageRef } from '../model'
import { LayerFileKind } from '../layers/model'

const CompareRequest = v.object({
  ...OnImage.entries,
  /** What it is compared with: what has changed since. */ other: ImageRef
})

const Side = v.object({ kind: LayerFileKind, size: v.number(), mode: v.number() })
const FileDifference = v.object({
  path: v.string(),
  /**
   * `added`: only in the other; `removed`: only in the first; `content`: another size, kind or target; `attributes`: another
   * mode or owner; `date`: only another date, as a build leaves it: its content may be the same.
   */
  change: v.picklist(['added', 'removed', 'content', 'attributes', 'date']),
  before: v.optional(Side),
  after: v.optional(Side)
})
export type FileDifference = Readonly<v.InferOutput<typeof FileDifference>>

const Compared = v.object({
  /** How many of each, folders left out. */
  counts: v.object({
    added: v.number(),
    removed: v.number(),
    content: v.number(),
    attributes: v.number(),
    date: v.number()
  }),
  /** Bytes that the other has more, or less. */
  size: v.number(),
  /** At most 2,000, the weightier first; `counts` is of all. */
  differences: v.array(FileDifference)
})
export type Compared = Readonly<v.InferOutput<typeof Compared>>

export const compare = {
  /** Reads both images whole, where their layers are not read yet. */
  compareFiles: task({
    request: CompareRequest,
    progress: v.object({ bytes: v.number() }),
    result: Compared,
    effect: 'reads'
  })
}
