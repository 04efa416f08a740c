/** How archives are packed: by gzip always, by zstd where this Node has it (22.15 and later) or this computer has the program. */
import { open } from 'node:fs/promises'
import { pipeline, type Readable, type Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import type { ArchiveFormat } from '../../../../contract/volumes/keep/model'
import { FailureError } from '../../../engine/failure-error'
import { openFile, type OpenOptions } from '../../../platform/open-file'
import { fileError } from '../../../platform/save-file'
import { hasZstdProgram, packByProgram, unpackByProgram } from './zstd-program'

interface Zstd {
  createZstdCompress(): Transform
  createZstdDecompress(): Transform
}
const zstd: Zstd | undefined = 'createZstdCompress' in zlib ? (zlib as unknown as Zstd) : undefined

const hasZstd = async (): Promise<boolean> => zstd !== undefined || (await hasZstdProgram())

/** Those that can be written and read here, now: the program may come and go. */
export const archiveFormats = async (): Promise<ArchiveFormat[]> =>
  (await hasZstd()) ? ['tar.gz', 'tar.zst', 'tar'] : ['tar.gz', 'tar']

const unable = (packing: string): FailureError =>
  new FailureError({ kind: 'unsupported', message: `This archive is packed by ${packing}` })

/** Throws FailureError (unsupported) where archives of this form cannot be written here: asked before anything is read. */
export async function checkFormat(format: ArchiveFormat): Promise<void> {
  if (format === 'tar.zst' && !(await hasZstd())) throw unable('zstd')
}

/** The same bytes, packed. What the source fails with goes on with the stream. */
export function packed(tar: Readable, format: ArchiveFormat): Readable {
  if (format === 'tar') return tar
  if (format === 'tar.gz') return pipeline(tar, zlib.createGzip(), () => undefined)
  if (zstd === undefined) return packByProgram(tar)
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
  if (packing !== undefined && packing !== 'gzip' && (packing !== 'zstd' || !(await hasZstd()))) throw unable(packing)
  const file = await openFile(path, options)
  if (packing === undefined) return { tar: file, isPacked: false }
  if (packing === 'zstd' && zstd === undefined) return { tar: unpackByProgram(file), isPacked: true }
  const unpacker = packing === 'gzip' || zstd === undefined ? zlib.createGunzip() : zstd.createZstdDecompress()
  return { tar: pipeline(file, unpacker, () => undefined), isPacked: true }
}
