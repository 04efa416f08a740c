/** How archives are packed: by gzip always, by zstd where this Node has it (22.15 and later). */
import { open } from 'node:fs/promises'
import { pipeline, type Readable, type Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import type { ArchiveFormat } from '../../../../contract/volumes/keep/model'
import { FailureError } from '../../../engine/failure-error'
import { openFile, type OpenOptions } from '../../../platform/open-file'
import { fileError } from '../../../platform/save-file'

interface Zstd {
  createZstdCompress(): Transform
  createZstdDecompress(): Transform
}
const zstd: Zstd | undefined = 'createZstdCompress' in zlib ? (zlib as unknown as Zstd) : undefined

export const archiveFormats: readonly ArchiveFormat[] =
  zstd === undefined ? ['tar.gz', 'tar'] : ['tar.gz', 'tar.zst', 'tar']

const unable = (packing: string): FailureError =>
  new FailureError({ kind: 'unsupported', message: `This archive is packed by ${packing}` })

/** The same bytes, packed. What the source fails with goes on with the stream. */
export function packed(tar: Readable, format: ArchiveFormat): Readable {
  if (format === 'tar') return tar
  if (format === 'tar.gz') return pipeline(tar, zlib.createGzip(), () => undefined)
  if (zstd === undefined) throw unable('zstd')
  return pipeline(tar, zstd.createZstdCompress(), () => undefined)
}

/** By its first bytes, whatever its name says. */
const marks: ReadonlyArray<readonly [string, string]> = [
  ['1f8b', 'gzip'],
  ['28b52ffd', 'zstd'],
  ['fd377a585a00', 'xz'],
  ['425a68', 'bzip2'],
  ['04224d18', 'lz4'],
  ['504b0304', 'zip']
]

async function packingOf(path: string): Promise<string | undefined> {
  const handle = await open(path).catch((error: unknown) => {
    throw fileError(error, path)
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    const begin = buffer.toString('hex', 0, bytesRead)
    return marks.find(([mark]) => begin.startsWith(mark))?.[1]
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EISDIR'
      ? new FailureError({ kind: 'invalid-input', field: 'path', message: `Not a file: ${path}` })
      : fileError(error, path)
  } finally {
    await handle.close()
  }
}

export interface OpenArchive {
  /** The tar itself. */
  readonly tar: Readable
  /** A packed one that ends too early says so itself. */
  readonly isPacked: boolean
}

/** Throws FailureError: what openFile does, and `unsupported` where it is packed in a way that cannot be undone here. */
export async function openArchive(path: string, options: OpenOptions): Promise<OpenArchive> {
  const packing = await packingOf(path)
  if (packing !== undefined && packing !== 'gzip' && (packing !== 'zstd' || zstd === undefined)) throw unable(packing)
  const file = await openFile(path, options)
  if (packing === undefined) return { tar: file, isPacked: false }
  const unpacker = packing === 'gzip' || zstd === undefined ? zlib.createGunzip() : zstd.createZstdDecompress()
  return { tar: pipeline(file, unpacker, () => undefined), isPacked: true }
}
