/** Files and folders of a container into a folder of this computer: whole or not at all, and never over what is there. */
import { lstat, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SkipReason, Unpacked } from '../../../../contract/containers/files/model'
import { bytesOfPath, lastPart } from '../../../../contract/containers/files/path'
import { FailureError } from '../../../engine/failure-error'
import { fileError } from '../../../platform/save-file'
import { followed, type Place } from './archive'
import { canHave, localPath } from './local-name'
import { readArchive } from './read-file'
import { unpackTar, type Progress } from './unpack-tar'

/** Names that are told of those that were left out, for each reason. */
const told = 20

/** Throws FailureError: disk-full, permission-denied (file), not-found (file), invalid-input, cancelled, engine-unreachable. */
export async function unpackFiles(
  places: readonly Place[],
  target: string,
  onBytes: (bytes: number) => void
): Promise<Unpacked> {
  const skipped = new Map<SkipReason, { count: number; first: string[] }>()
  const progress: Progress = {
    bytes: 0,
    files: 0,
    onBytes,
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
    for (const [index, place] of places.entries()) {
      const found = await followed(place)
      const top = Buffer.from(bytesOfPath(lastPart(place.path))).toString('latin1') || 'root'
      if (!canHave([top]))
        throw new FailureError({
          kind: 'invalid-input',
          field: 'path',
          message: `No name for this computer: ${place.path}`
        })
      await unpackTar(readArchive(place, found), await folderOf(fresh, index), top, progress)
      place.signal.throwIfAborted()
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
    throw places.some(({ signal }) => signal.aborted) ? new FailureError({ kind: 'cancelled', message: '' }) : error
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

/** Under its own name, or `name (2)` where that is taken. */
async function moveIn(from: string, top: string, target: string): Promise<string> {
  const dot = top.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [top.slice(0, dot), top.slice(dot)] : [top, '']
  for (let turn = 1; ; turn++) {
    const name = turn === 1 ? top : `${stem} (${turn})${extension}`
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
