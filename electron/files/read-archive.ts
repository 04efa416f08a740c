/** One file of a container, or the beginning of it. */
import type { FileContent, FoundFile } from '../../contract/containers/files/model'
import { FailureError } from '../engine/failure-error'
import { partsOf, readTar, type TarEntry } from '../engine/tar-reader'
import { lastPart, parentOf, exactText, bytesOfPath } from '../../contract/containers/files/path'
import { followed, openArchive, type Place } from './archive'

/**
 * The entries of the archive of what was found. The engine hands the last name of a path on as JSON, where what is no UTF-8
 * is lost (moby 28: an empty tar): such a folder is asked for as the folder behind a slash, such a file is looked for in its folder.
 */
export async function* readArchive(place: Place, { path, kind }: FoundFile): AsyncGenerator<TarEntry, void> {
  const name = lastPart(path)
  const isText = exactText(name) !== undefined
  const asked = isText ? path : kind === 'folder' ? `${path}/` : `${parentOf(path)}/`.replace('//', '/')
  const entries = readTar((await openArchive({ ...place, path: asked })) as AsyncIterable<Buffer>)
  if (isText || kind === 'folder') return yield* entries
  const wanted = Buffer.from(bytesOfPath(name)).toString('latin1')
  let depth: number | undefined
  for await (const entry of entries) {
    const parts = partsOf(entry.path)
    depth ??= parts.length
    if (parts.length !== depth + 1 || parts.at(-1) !== wanted) continue
    yield entry
    return
  }
}

/** The file at the path, links followed. Throws FailureError: invalid-input where it is no file. */
export async function* openOne(
  place: Place
): AsyncGenerator<{ readonly found: FoundFile; readonly entry: TarEntry }, void> {
  const found = await followed(place)
  if (found.kind !== 'file')
    throw new FailureError({ kind: 'invalid-input', field: 'path', message: `Not a file: ${found.kind}` })
  for await (const entry of readArchive(place, found)) {
    if (entry.kind !== 'file')
      throw new FailureError({ kind: 'invalid-input', field: 'path', message: `Not a file: ${entry.kind}` })
    yield { found: { ...found, size: entry.size }, entry }
    return
  }
}

export async function readFile(place: Place, limit: number): Promise<FileContent> {
  for await (const { found, entry } of openOne(place)) {
    const pieces: Buffer[] = []
    let left = limit
    for await (const piece of entry.body()) {
      pieces.push(Buffer.from(piece.subarray(0, left)))
      left -= piece.length
      if (left <= 0) break
    }
    const data = Buffer.concat(pieces)
    return { ...found, data: data.toString('base64'), cut: data.length < found.size }
  }
  throw new FailureError({ kind: 'engine-error', message: 'The engine gave an empty tar' })
}
