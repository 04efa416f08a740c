/** Files between a volume and this computer, or another volume. */
import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { escapeText, exactText, lastPart } from '../../../../contract/containers/files/path'
import type { SaveRequest, ToVolumeRequest, UnpackRequest, UploadRequest } from '../../../../contract/volumes/files/api'
import type { TreeProgress, Unpacked } from '../../../../contract/volumes/files/model'
import { FailureError } from '../../../engine/failure-error'
import { send } from '../../../engine/send'
import { readTar } from '../../../engine/tar-reader'
import type { BulkTarget } from '../../../engine/bulk/open-bulk'
import type { TaskContext } from '../../../ipc/handlers'
import { archivePath, openArchive } from '../../../files/archive'
import { collectFiles, piecesOf, tarOf, type Collected } from '../../../files/pack-files'
import { unpackInto } from '../../../files/unpack-into'
import { fileError, saveBy, saveFile as saveLocal } from '../../../platform/save-file'
import type { VolumeBrowser } from '../helper/volume-browser'
import { volumeMount } from '../helper/helper-image'
import { locate, openFile } from './read-file'
import { receive } from './receive'
import { ask } from './replies'
import { countOf, type Written } from './trees'

type Context = TaskContext<TreeProgress>

/** Bytes of a file from which on the engine's archives are faster than the helper's output: each file costs them more, each byte less. */
const largeFile = 64 * 1024
const isLarge = (files: number, bytes: number): boolean => bytes > largeFile * Math.max(files, 1)

/** The engine's own tar of what is at the path, which is followed through no link. */
async function archiveAt(
  browser: VolumeBrowser,
  path: string,
  signal: AbortSignal,
  onto?: BulkTarget
): Promise<AsyncIterable<Buffer>> {
  const id = await browser.containerOf('read')
  const inContainer = path === '/' ? `${volumeMount}/.` : `${volumeMount}${path}`
  return (await openArchive({ engine: browser.engine, id, path: inContainer, signal }, onto)) as AsyncIterable<Buffer>
}

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

/** What is at the path as a tar, by the way that carries it faster. */
async function tarAt(
  browser: VolumeBrowser,
  path: string,
  signal: AbortSignal,
  onFiles?: (files: number) => void
): Promise<AsyncIterable<Buffer>> {
  const { files, bytes } = countOf(await ask(browser, 'read', ['count', path], { signal }))
  // The engine loses a last name that is no text on its way to its own archiver.
  const byEngine = isLarge(files, bytes) && exactText(lastPart(path)) !== undefined
  return byEngine ? archiveAt(browser, path, signal) : pack(browser, [path], signal, onFiles)
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
    const tar = await tarAt(browser, path, signal, (count) => (files = count))
    return { path: target, bytes: await saveLocal(target, tar, { signal, onBytes }) }
  }
  const found = await locate(browser, path, signal)
  const onBytes = (count: number): void => report({ files: 0, bytes: count, total: found.size })
  if (found.kind === 'file' && isLarge(1, found.size) && exactText(lastPart(found.path)) !== undefined)
    return { path: target, bytes: await saveLarge(browser, found.path, target, { signal, onBytes }) }
  for await (const { bytes } of openFile(browser, found.path, signal))
    return { path: target, bytes: await saveLocal(target, bytes, { signal, onBytes }) }
  throw new FailureError({ kind: 'internal', message: 'A file without bytes' })
}

/** Through the engine's archive. */
async function saveLarge(
  browser: VolumeBrowser,
  path: string,
  target: string,
  { signal, onBytes }: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void }
): Promise<number> {
  let bytes = 0
  const onWritten = (count: number): void => onBytes((bytes += count))
  const save = async (beside: string): Promise<void> => {
    for await (const entry of readTar(await archiveAt(browser, path, signal, { path: beside, onWritten })))
      // The engine is elsewhere: its bytes come here.
      return pipeline(
        entry.body(),
        new Transform({
          transform(piece: Buffer, _encoding, done) {
            onWritten(piece.length)
            done(undefined, piece)
          }
        }),
        createWriteStream(beside)
      )
  }
  await saveBy(target, save, signal)
  return bytes
}

export function unpackFiles(
  browser: VolumeBrowser,
  { paths }: UnpackRequest,
  target: string,
  { signal, report }: Context
): Promise<Unpacked> {
  const taken = paths.map((path) => ({
    path,
    open: async () => readTar(await tarAt(browser, path, signal))
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
  request: UploadRequest,
  sources: readonly string[],
  { signal, report }: Context
): Promise<Written> {
  try {
    const collected = await collectFiles(sources, signal)
    const { items, bytes: total, files } = collected
    if (isLarge(files, total)) {
      const done = await uploadLarge(browser, request, sources, collected, { signal, report }).catch((error: unknown) =>
        whereLost(browser, error)
      )
      if (done !== undefined) return done
    }
    const input = tarOf(items, { onBytes: () => undefined })
    return await unpack(browser, { ...request, keepsOwners: false }, input, {
      signal,
      report: (written) => report({ ...written, total })
    })
  } catch (error) {
    throw signal.aborted ? new FailureError({ kind: 'cancelled', message: '' }) : fileError(error, sources[0] ?? '')
  }
}

/** An engine that refuses in the middle closes the connection, and its reason is lost: the helper says what it was, or does it. */
async function whereLost(browser: VolumeBrowser, error: unknown): Promise<undefined> {
  if (!(error instanceof FailureError) || error.failure.kind !== 'engine-unreachable') throw error
  await send(browser.engine, { path: '/_ping' })
}

/** Through the engine's archive, into a folder that the helper holds ready and then puts into its place. */
async function uploadLarge(
  browser: VolumeBrowser,
  { folder, overwrite }: UploadRequest,
  sources: readonly string[],
  { items, bytes: total, files }: Collected,
  { signal, report }: Pick<Context, 'signal' | 'report'>
): Promise<Written> {
  let bytes = 0
  const onSent = (count: number): void => report({ files: 0, bytes: (bytes += count), total })
  const names = sources.map((source) => escapeText(basename(source)))
  await receive(browser, { folder, overwrite, names }, signal, async ({ name, owner }, ends) => {
    const path = archivePath(await browser.containerOf('write'), `${volumeMount}/${name}`)
    await send(browser.engine, {
      method: 'PUT',
      path,
      bulk: true,
      pieces: { pieces: piecesOf(items, owner), onSent },
      signal: ends
    })
  })
  return { files, bytes }
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
