/** Files between a volume and this computer, or another volume. */
import type { SaveRequest, ToVolumeRequest, UnpackRequest, UploadRequest } from '../../../../contract/volumes/files/api'
import type { TreeProgress, Unpacked } from '../../../../contract/volumes/files/model'
import { FailureError } from '../../../engine/failure-error'
import { readTar } from '../../../engine/tar-reader'
import type { TaskContext } from '../../../ipc/handlers'
import { collectFiles, tarOf } from '../../../files/pack-files'
import { unpackInto } from '../../../files/unpack-into'
import { fileError, saveFile as saveLocal } from '../../../platform/save-file'
import type { VolumeBrowser } from '../helper/volume-browser'
import { openFile } from './read-file'
import { ask } from './replies'
import { countOf, type Written } from './trees'

type Context = TaskContext<TreeProgress>

/** A tar of what stands at these paths, as it comes; `onFiles` gets how many files are in it so far. */
export async function* pack(
  browser: VolumeBrowser,
  paths: readonly string[],
  signal: AbortSignal,
  onFiles: (files: number) => void = () => undefined
): AsyncGenerator<Buffer, void> {
  for await (const reply of browser.request('read', ['pack', ...paths], { signal }))
    if (reply.kind === 'piece') yield reply.data
    else onFiles(countOf(reply.fields).files)
}

export async function saveFile(
  browser: VolumeBrowser,
  { path, as }: SaveRequest,
  target: string,
  { signal, report }: Context
): Promise<{ path: string; bytes: number }> {
  if (as === 'tar') {
    let files = 0
    const onBytes = (bytes: number): void => report({ files, bytes })
    const tar = pack(browser, [path], signal, (count) => (files = count))
    return { path: target, bytes: await saveLocal(target, tar, { signal, onBytes }) }
  }
  for await (const { file, bytes } of openFile(browser, path, signal)) {
    const onBytes = (count: number): void => report({ files: 0, bytes: count, total: file.size })
    return { path: target, bytes: await saveLocal(target, bytes, { signal, onBytes }) }
  }
  throw new FailureError({ kind: 'internal', message: 'A file without bytes' })
}

export function unpackFiles(
  browser: VolumeBrowser,
  { paths }: UnpackRequest,
  target: string,
  { signal, report }: Context
): Promise<Unpacked> {
  const taken = paths.map((path) => ({
    path,
    open: () => Promise.resolve(readTar(pack(browser, [path], signal)))
  }))
  const onBytes = (bytes: number, files: number): void => report({ files, bytes })
  return unpackInto(taken, target, { signal, onBytes, root: browser.volume })
}

/** A tar into a folder. Each of its tops stands there whole or not at all. */
async function unpack(
  browser: VolumeBrowser,
  { folder, overwrite, keepsOwners }: { folder: string; overwrite: boolean; keepsOwners: boolean },
  input: AsyncIterable<Buffer>,
  { signal, report }: { signal: AbortSignal; report: (progress: Written) => void }
): Promise<Written> {
  const words = ['unpack', folder, overwrite ? '1' : '0', keepsOwners ? '1' : '0']
  const done = await ask(browser, 'write', words, { signal, input }, (frame) => {
    if (frame.kind === 'line' && frame.word === 'at') report(countOf(frame.fields))
  })
  const { files, bytes } = countOf(done)
  return { files, bytes }
}

export async function uploadFiles(
  browser: VolumeBrowser,
  { folder, overwrite }: UploadRequest,
  sources: readonly string[],
  { signal, report }: Context
): Promise<Written> {
  try {
    const { items, bytes: total } = await collectFiles(sources, signal)
    const input = tarOf(items, { onBytes: () => undefined })
    return await unpack(browser, { folder, overwrite, keepsOwners: false }, input, {
      signal,
      report: ({ files, bytes }) => report({ files, bytes, total })
    })
  } catch (error) {
    throw signal.aborted ? new FailureError({ kind: 'cancelled', message: '' }) : fileError(error, sources[0] ?? '')
  }
}

/** Owners, permissions and links go along. */
export function copyToVolume(
  from: VolumeBrowser,
  to: VolumeBrowser,
  { paths, folder, overwrite }: ToVolumeRequest,
  { signal, report }: Context
): Promise<Written> {
  return unpack(to, { folder, overwrite, keepsOwners: true }, pack(from, paths, signal), {
    signal,
    report: ({ files, bytes }) => report({ files, bytes })
  })
}
