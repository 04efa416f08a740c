/** Files and folders of this computer into a folder of a container, as a tar that is made while it is sent. */
import { createReadStream } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { escapeText, joinPath } from '../../../../contract/containers/files/path'
import { FailureError } from '../../../engine/failure-error'
import { padding, tarEnd, tarHeader } from '../../../engine/tar-writer'
import { fileError } from '../../../platform/save-file'
import { aboutFile, archivePath, followed, statOf, type Place } from './archive'

interface Options {
  readonly overwrite: boolean
  readonly report: (progress: { readonly bytes: number; readonly total: number }) => void
}

interface Item {
  readonly path: string | Buffer
  /** In the tar. */
  readonly name: Buffer
  readonly kind: 'file' | 'folder' | 'link'
  readonly size: number
  readonly mode: number
  readonly changed: number
}

const slash = Buffer.from('/')

/** What is there, without following links; what is no file, folder or link is left out. */
async function* walk(path: string | Buffer, name: Buffer): AsyncGenerator<Item, void> {
  const stats = await lstat(path)
  const kind = stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : stats.isSymbolicLink() ? 'link' : undefined
  if (kind === undefined) return
  const size = kind === 'file' ? stats.size : 0
  yield { path, name, kind, size, mode: modeOf(stats.mode), changed: stats.mtimeMs }
  if (kind !== 'folder') return
  const bytes = Buffer.isBuffer(path) ? path : Buffer.from(path)
  for (const child of await readdir(path, { encoding: 'buffer' }))
    yield* walk(
      process.platform === 'win32' ? `${path.toString()}\\${child.toString()}` : Buffer.concat([bytes, slash, child]),
      Buffer.concat([name, slash, child])
    )
}

/** Windows knows no permissions: docker cp makes all of them executable there, and so does this. */
const modeOf = (mode: number): number => (process.platform === 'win32' ? 0o755 : mode & 0o7777)

async function* tarOf(items: readonly Item[], onBytes: (bytes: number) => void): AsyncGenerator<Buffer, void> {
  for (const item of items) {
    const target = item.kind === 'link' ? await readlink(item.path, { encoding: 'buffer' }) : undefined
    yield tarHeader({ ...item, path: item.name, ...(target === undefined ? {} : { target }) })
    if (item.size === 0) continue
    let left = item.size
    for await (const piece of createReadStream(item.path, { end: item.size - 1, highWaterMark: 256 * 1024 })) {
      const bytes = piece as Buffer
      left -= bytes.length
      onBytes(bytes.length)
      yield bytes
    }
    if (left > 0)
      throw new FailureError({
        kind: 'invalid-input',
        field: 'path',
        message: `The file became shorter while it was read: ${item.path.toString()}`
      })
    yield padding(item.size)
  }
  yield tarEnd
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

  const items: Item[] = []
  let total = 0
  try {
    for (const source of sources)
      for await (const item of walk(source, Buffer.from(basename(source)))) {
        signal.throwIfAborted()
        items.push(item)
        total += item.size
      }
    let bytes = 0
    const onBytes = (count: number): void => report({ bytes: (bytes += count), total })
    await put(Readable.from(tarOf(items, onBytes), { objectMode: false, highWaterMark: 256 * 1024 }))
    return { bytes, files: items.filter(({ kind }) => kind !== 'folder').length }
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
