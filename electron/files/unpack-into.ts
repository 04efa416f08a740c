/** Files and folders into a folder of this computer: whole or not at all, and never over what is there. */
import { lstat, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SkipReason, Unpacked } from '../../contract/containers/files/model'
import { bytesOfPath, lastPart } from '../../contract/containers/files/path'
import { FailureError } from '../engine/failure-error'
import type { TarEntry } from '../engine/tar-reader'
import { fileError } from '../platform/save-file'
import { canHave, localPath } from './local-name'
import { unpackTar, type Progress } from './unpack-tar'

/** Names that are told of those that were left out, for each reason. */
const told = 20

/** Something that is taken: its path there, as paths travel, and its tar. */
export interface Taken {
  readonly path: string
  open(): Promise<AsyncIterable<TarEntry>>
}

export interface UnpackOptions {
  readonly signal: AbortSignal
  readonly onBytes: (bytes: number, files: number) => void
  /** What the root is called here. */
  readonly root: string
}

/** Throws FailureError: disk-full, permission-denied (file), not-found (file), invalid-input, cancelled, and what opening fails with. */
export async function unpackInto(
  taken: readonly Taken[],
  target: string,
  { signal, onBytes, root }: UnpackOptions
): Promise<Unpacked> {
  const skipped = new Map<SkipReason, { count: number; first: string[] }>()
  const progress: Progress = {
    bytes: 0,
    files: 0,
    onBytes: (bytes) => onBytes(bytes, progress.files),
    skip(reason, path) {
      const known = skipped.get(reason) ?? { count: 0, first: [] }
      if (known.first.length < told) known.first.push(path)
      skipped.set(reason, { ...known, count: known.count + 1 })
    }
  }
  const fresh = await mkdtemp(join(target, '.escale-')).catch((error: unknown) => {
    throw fileError(error, target)
  })
  try {
    const tops: string[] = []
    for (const [index, { path, open }] of taken.entries()) {
      const top =
        Buffer.from(bytesOfPath(lastPart(path))).toString('latin1') || Buffer.from(root, 'utf8').toString('latin1')
      if (!canHave([top]))
        throw new FailureError({ kind: 'invalid-input', field: 'path', message: `No name for this computer: ${path}` })
      await unpackTar(await open(), await folderOf(fresh, index), top, progress)
      signal.throwIfAborted()
      tops.push(top)
    }
    const paths: string[] = []
    for (const [index, top] of tops.entries()) paths.push(await moveIn(join(fresh, String(index)), top, target))
    return {
      paths,
      bytes: progress.bytes,
      files: progress.files,
      skipped: [...skipped].map(([reason, known]) => ({ reason, ...known }))
    }
  } catch (error) {
    throw signal.aborted ? new FailureError({ kind: 'cancelled', message: '' }) : error
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** Each thing has its own: two of the same name do not meet. */
async function folderOf(fresh: string, index: number): Promise<string> {
  const path = join(fresh, String(index))
  await mkdir(path)
  return path
}

/** Bytes of a name on nearly every file system. */
const longestName = 255

/** The beginning of a name, a character a byte, that has so much room: cut within no character of UTF-8. */
const cutTo = (name: string, room: number): string =>
  name.length <= room ? name : name.slice(0, room + 1).replace(/[^\x80-\xbf]?[\x80-\xbf]*$/, '')

/** Under its own name, or `name (2)` where that is taken. */
async function moveIn(from: string, top: string, target: string): Promise<string> {
  const dot = top.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [top.slice(0, dot), top.slice(dot)] : [top, '']
  for (let turn = 1; ; turn++) {
    const mark = ` (${turn})${extension.length <= 32 ? extension : ''}`
    const name = turn === 1 ? top : `${cutTo(extension.length <= 32 ? stem : top, longestName - mark.length)}${mark}`
    const path = localPath(target, [name])
    const isFree = await lstat(path).then(
      () => false,
      () => true
    )
    if (!isFree) continue
    await rename(localPath(from, [top]), path).catch((error: unknown) => {
      throw fileError(error, target)
    })
    return path.toString()
  }
}
