/** Volumes as files of this computer: the forms that an archive has, and how far work on one is. */
import * as v from 'valibot'

export const ArchiveFormat = v.picklist(['tar.gz', 'tar.zst', 'tar'])
export type ArchiveFormat = v.InferOutput<typeof ArchiveFormat>

/** How far an export, an import or a copy is: bytes of the files, or of the archive that is read. */
export const KeepProgress = v.object({ files: v.number(), bytes: v.number(), total: v.optional(v.number()) })
export type KeepProgress = Readonly<v.InferOutput<typeof KeepProgress>>

/** What went over. `leftOut`: sockets and devices, which belong to who made them. */
export const Kept = v.object({ files: v.number(), folders: v.number(), bytes: v.number(), leftOut: v.number() })
export type Kept = Readonly<v.InferOutput<typeof Kept>>

export const Mended = v.object({
  volume: v.string(),
  /**
   * Of one that was being replaced: everything is as it was before, or the archive stands in its place. Of one that was being made:
   * its files are there, or it was empty and is gone. `failed`: `message` has why, and it stays as it is.
   */
  outcome: v.picklist(['kept', 'replaced', 'filled', 'removed', 'failed']),
  message: v.string()
})
export type Mended = Readonly<v.InferOutput<typeof Mended>>

/** What an archive's name says of its form; undefined for another. */
export function formatOf(path: string): ArchiveFormat | undefined {
  if (/\.(tar\.gz|tgz)$/i.test(path)) return 'tar.gz'
  if (/\.(tar\.zst|tzst)$/i.test(path)) return 'tar.zst'
  return /\.tar$/i.test(path) ? 'tar' : undefined
}

/** A name that engines take for a volume, of a file's: `/home/me/data-2026.tar.gz` is `data-2026`. */
export function volumeNameFor(path: string): string {
  const name = path.replace(/^.*[/\\]/, '').replace(/\.(tar(\.\w+)?|tgz|tzst)$/i, '')
  return name.replace(/[^a-zA-Z0-9_.-]+/g, '-').replace(/^[^a-zA-Z0-9]+/, '')
}

/** `data` is `data.tar.gz`. */
export const fileNameFor = (volume: string, format: ArchiveFormat): string =>
  `${volume.replace(/[^a-zA-Z0-9_.-]+/g, '-')}.${format}`
