/** Files and folders of this computer into a folder of a container, as a tar that is made while it is sent. */
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { escapeText, joinPath } from '../../contract/containers/files/path'
import { FailureError } from '../engine/failure-error'
import { tarEnd } from '../engine/tar-writer'
import { collectFiles, tarOf } from './pack-files'
import { fileError } from '../platform/save-file'
import { aboutFile, archivePath, followed, statOf, type Place } from './archive'

interface Options {
  readonly overwrite: boolean
  readonly report: (progress: { readonly bytes: number; readonly total: number }) => void
}

/**
 * Throws FailureError: conflict (already) where something stands there and may not be overwritten, permission-denied where
 * the engine says read-only, not-found (file), cancelled. What the engine has written before stays: it has no way to take it back.
 */
export async function uploadFiles(
  place: Place,
  sources: readonly string[],
  { overwrite, report }: Options
): Promise<{ bytes: number; files: number }> {
  const { engine, id, signal } = place
  const folder = await followed(place)
  if (folder.kind !== 'folder')
    throw new FailureError({ kind: 'invalid-input', field: 'path', message: `Not a folder: ${place.path}` })
  if (!overwrite) for (const source of sources) await refuseTaken(place, folder.path, basename(source))

  const put = async (body: Buffer | Readable): Promise<void> => {
    const path = `${archivePath(id, folder.path)}&noOverwriteDirNonDir=1`
    const answer = await engine.open({ method: 'PUT', path, body, signal }).catch((error: unknown) => {
      throw aboutFile(error, place.path)
    })
    for await (const _ of answer) continue
  }
  // Nothing at first: an engine that refuses closes the connection, and its reason would be lost behind many bytes.
  await put(tarEnd)

  try {
    const { items, bytes: total, files } = await collectFiles(sources, signal)
    let bytes = 0
    const onBytes = (count: number): void => report({ bytes: (bytes += count), total })
    await put(Readable.from(tarOf(items, { onBytes }), { objectMode: false, highWaterMark: 256 * 1024 }))
    return { bytes, files }
  } catch (error) {
    throw signal.aborted ? new FailureError({ kind: 'cancelled', message: '' }) : fileError(error, sources[0] ?? '')
  }
}

async function refuseTaken(place: Place, folder: string, name: string): Promise<void> {
  const path = joinPath(folder, escapeText(name))
  try {
    await statOf({ ...place, path })
  } catch (error) {
    if (error instanceof FailureError && error.failure.kind === 'not-found' && error.failure.subject === 'file') return
    throw error
  }
  throw new FailureError({ kind: 'conflict', reason: 'already', name, message: `${name} is there already` })
}
