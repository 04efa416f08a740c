/** The files of one layer, from its tar: with the marks that say what of lower layers is gone. */
import { readTar } from '../../../engine/tar-reader'

export interface LayerFile {
  /** Without a slash in front or behind; bytes that are no UTF-8 as U+FFFD. */
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link' | 'hard-link' | 'device' | 'pipe' | 'other'
  readonly size: number
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly changed: number
  readonly target: string | undefined
}

export interface Layer {
  /** As the archive calls it. */
  readonly name: string
  readonly files: readonly LayerFile[]
  /** Paths of lower layers that are gone from here on, with all in them. */
  readonly removed: readonly string[]
  /** Folders whose lower contents are gone. */
  readonly opaque: readonly string[]
}

const whiteout = '.wh.'
const opaqueMark = '.wh..wh..opq'

/** `./etc//passwd` → `etc/passwd`; undefined for what climbs out, which no engine makes and nobody shall follow. */
export function cleanPath(raw: string): string | undefined {
  const parts = raw.split('/').filter((part) => part !== '' && part !== '.')
  return parts.includes('..') ? undefined : parts.join('/')
}

/** Throws FailureError (engine-error) for what is no tar. Source of the marks: OCI image-spec, layer.md, "Whiteouts". */
export async function readLayer(name: string, body: AsyncIterable<Buffer>): Promise<Layer> {
  const files: LayerFile[] = []
  const removed: string[] = []
  const opaque: string[] = []
  for await (const entry of readTar(body)) {
    const path = cleanPath(entry.path.toString('utf8'))
    if (path === undefined || path === '') continue
    const slash = path.lastIndexOf('/')
    const base = path.slice(slash + 1)
    const folder = path.slice(0, Math.max(0, slash))
    if (base === opaqueMark) opaque.push(folder)
    else if (base.startsWith(whiteout)) {
      // AUFS kept marks of its own under this name.
      if (!base.startsWith('.wh..wh.'))
        removed.push(`${folder}${folder === '' ? '' : '/'}${base.slice(whiteout.length)}`)
    } else
      files.push({
        path,
        kind: entry.kind,
        size: entry.kind === 'file' ? entry.size : 0,
        mode: entry.mode & 0o7777,
        uid: entry.uid,
        gid: entry.gid,
        changed: entry.changed,
        target: entry.target.length === 0 ? undefined : entry.target.toString('utf8')
      })
  }
  return { name, files, removed, opaque }
}
