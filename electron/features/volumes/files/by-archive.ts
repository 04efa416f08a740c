/** What can be done with a volume where no helper runs: the engine's archives of a container that mounts it and never starts. */
import type { FileEntry } from '../../../../contract/containers/files/model'
import { lastPart } from '../../../../contract/containers/files/path'
import type { UploadRequest } from '../../../../contract/volumes/files/api'
import type {
  FolderBatch,
  TreeProgress,
  Unpacked,
  VolumeContent,
  VolumeFile
} from '../../../../contract/volumes/files/model'
import { writeRow } from '../../../../contract/volumes/files/rows'
import { FailureError } from '../../../engine/failure-error'
import { followed, openArchive, type Place } from '../../../files/archive'
import { listArchive } from '../../../files/list-archive'
import { openOne, readArchive, readFile } from '../../../files/read-archive'
import { unpackInto } from '../../../files/unpack-into'
import { uploadFiles } from '../../../files/upload-files'
import type { TaskContext } from '../../../ipc/handlers'
import { saveFile as saveLocal } from '../../../platform/save-file'
import { volumeMount } from '../helper/helper-image'
import type { VolumeBrowser } from '../helper/volume-browser'
import type { Written } from './trees'

const placeOf = async (browser: VolumeBrowser, path: string, signal: AbortSignal): Promise<Place> => ({
  engine: browser.engine,
  id: await browser.container(),
  path: path === '/' ? volumeMount : `${volumeMount}${path}`,
  signal
})

/** The volume's own path; a link may lead to where nothing but the container itself is. */
function inVolume(path: string): string {
  if (path === volumeMount) return '/'
  if (path.startsWith(`${volumeMount}/`)) return path.slice(volumeMount.length)
  throw new FailureError({ kind: 'not-found', subject: 'file', name: path, message: 'It leads out of the volume' })
}

const rowsOf = (entries: readonly FileEntry[]): string => entries.map(writeRow).join('')

export async function* listFolder(
  browser: VolumeBrowser,
  path: string,
  signal: AbortSignal
): AsyncGenerator<FolderBatch, void> {
  for await (const batch of listArchive(await placeOf(browser, path, signal)))
    if (batch.kind === 'entries') yield { kind: 'rows', rows: rowsOf(batch.entries) }
    else if (batch.kind === 'passed') yield batch
    else yield { kind: 'listed', way: 'archive', complete: batch.complete }
}

/** The archive's head tells no owner and no inode. */
const unknown = (changed: number, size: number) => ({ uid: 0, gid: 0, version: `${changed * 1_000_000}.${size}.0` })

export async function locate(browser: VolumeBrowser, path: string, signal: AbortSignal): Promise<VolumeFile> {
  const found = await followed(await placeOf(browser, path, signal))
  const own = inVolume(found.path)
  return { ...found, path: own, name: lastPart(own), ...unknown(found.changed, found.size) }
}

export async function readContent(
  browser: VolumeBrowser,
  path: string,
  signal: AbortSignal,
  { offset, limit }: { offset: number; limit: number }
): Promise<VolumeContent> {
  if (offset > 0) throw new FailureError({ kind: 'unsupported', message: 'An archive is read from its beginning' })
  const content = await readFile(await placeOf(browser, path, signal), limit)
  return { ...content, path: inVolume(content.path), ...unknown(content.changed, content.size) }
}

export async function saveFile(
  browser: VolumeBrowser,
  { path, as }: { readonly path: string; readonly as: 'file' | 'tar' },
  target: string,
  { signal, report }: TaskContext<TreeProgress>
): Promise<{ path: string; bytes: number }> {
  const place = await placeOf(browser, path, signal)
  if (as === 'tar') {
    const onBytes = (bytes: number): void => report({ files: 0, bytes })
    return { path: target, bytes: await saveLocal(target, await openArchive(place), { signal, onBytes }) }
  }
  for await (const { found, entry } of openOne(place)) {
    const onBytes = (bytes: number): void => report({ files: 0, bytes, total: found.size })
    return { path: target, bytes: await saveLocal(target, entry.body(), { signal, onBytes }) }
  }
  throw new FailureError({ kind: 'engine-error', message: 'The engine gave an empty tar' })
}

export async function unpackFiles(
  browser: VolumeBrowser,
  paths: readonly string[],
  target: string,
  { signal, report }: TaskContext<TreeProgress>
): Promise<Unpacked> {
  const taken = paths.map((path) => ({
    path,
    open: async () => {
      const place = await placeOf(browser, path, signal)
      return readArchive(place, await followed(place))
    }
  }))
  const onBytes = (bytes: number, files: number): void => report({ files, bytes })
  return unpackInto(taken, target, { signal, onBytes, root: browser.volume })
}

export async function upload(
  browser: VolumeBrowser,
  { folder, overwrite }: UploadRequest,
  sources: readonly string[],
  { signal, report }: TaskContext<TreeProgress>
): Promise<Written> {
  const place = await placeOf(browser, folder, signal)
  return uploadFiles(place, sources, { overwrite, report: ({ bytes, total }) => report({ files: 0, bytes, total }) })
}
