/** What an image's layers hold, as their own archives say it. */
import * as v from 'valibot'

export const LayerFileKind = v.picklist(['file', 'folder', 'link', 'hard-link', 'device', 'pipe', 'other'])
/** Beside the layers under it: new, different, gone, or only there because something in it is. */
const LayerChange = v.picklist(['added', 'changed', 'removed', 'same'])
export type LayerChange = v.InferOutput<typeof LayerChange>

export const ImageLayer = v.object({
  /** From 0, the lowest. */
  index: v.number(),
  /** As the archive calls it: `…/layer.tar`, `blobs/sha256/…`. */
  name: v.string(),
  /** Bytes of its files. */
  size: v.number(),
  /** How many files (no folders) it adds, changes and removes. */
  added: v.number(),
  changed: v.number(),
  removed: v.number(),
  /** Bytes of lower layers that it makes useless: they stay in the image, and nobody sees them. */
  wasted: v.number()
})
export type ImageLayer = Readonly<v.InferOutput<typeof ImageLayer>>

export const LayersRead = v.object({
  layers: v.array(ImageLayer),
  /** Files that one sees in a container. */
  files: v.number(),
  /** Bytes of them. */
  size: v.number(),
  wasted: v.number()
})
export type LayersRead = Readonly<v.InferOutput<typeof LayersRead>>

export const LayerEntry = v.object({
  name: v.string(),
  /** In full, without a slash in front. */
  path: v.string(),
  kind: LayerFileKind,
  /** Bytes; of a folder, of all in it. */
  size: v.number(),
  /** Of a folder: how many files are in it. */
  files: v.number(),
  mode: v.number(),
  uid: v.number(),
  gid: v.number(),
  /** Milliseconds since 1970. */
  changed: v.number(),
  /** Where a link leads. */
  target: v.optional(v.string()),
  change: LayerChange
})
export type LayerEntry = Readonly<v.InferOutput<typeof LayerEntry>>
