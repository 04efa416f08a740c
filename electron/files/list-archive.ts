/**
 * A folder's entries out of the engine's archive of it, which holds all that is below it too: that is passed over as it
 * comes, up to a limit.
 */
import type { FileEntry, FileKind, FilesBatch } from '../../contract/containers/files/model'
import { escapeBytes } from '../../contract/containers/files/path'
import { partsOf, readTar, type TarEntry, type TarKind } from '../engine/tar-reader'
import { openArchive, type Place } from './archive'

/** Bytes that are read for one folder's names: some seconds of a local engine. */
const archiveLimit = 1024 * 1024 * 1024
const batchSize = 500
/** Bytes between two words of how far it is. */
const wordEvery = 32 * 1024 * 1024

const kinds: Readonly<Record<TarKind, FileKind>> = {
  file: 'file',
  folder: 'folder',
  link: 'link',
  // Another name of a file is a file.
  'hard-link': 'file',
  device: 'device',
  pipe: 'pipe',
  other: 'other'
}

const escaped = (latin: string): string => escapeBytes(Buffer.from(latin, 'latin1'))

function entryOf(name: string, entry: TarEntry, size: number): FileEntry {
  const { kind, mode, uid, gid, user, group, changed, target } = entry
  return {
    name: escaped(name),
    kind: kinds[kind],
    size,
    mode,
    uid,
    gid,
    ...(user === '' ? {} : { user }),
    ...(group === '' ? {} : { group }),
    changed,
    ...(kind === 'link' ? { target: escapeBytes(target) } : {})
  }
}

/** Throws FailureError: not-found (file), engine-unreachable, and what else the engine says. */
export async function* listArchive(place: Place, limit = archiveLimit): AsyncGenerator<FilesBatch, void> {
  const folder = place.path === '/' ? '/' : `${place.path}/`
  const body = await openArchive({ ...place, path: folder })
  let passed = 0
  let said = 0
  async function* counted(): AsyncGenerator<Buffer, void> {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      passed += chunk.length
      yield chunk
    }
  }
  let batch: FileEntry[] = []
  let depth: number | undefined
  /** Sizes of files by their paths: a hard link has none of its own. */
  const sizes = new Map<string, number>()
  for await (const entry of readTar(counted())) {
    const parts = partsOf(entry.path)
    // The first entry is the folder itself, under a name that depends on the engine.
    if (depth === undefined) {
      depth = parts.length
      if (entry.kind === 'folder') continue
      depth = parts.length - 1
    }
    const [name] = parts.slice(-1)
    if (entry.kind === 'file') sizes.set(parts.join('/'), entry.size)
    if (parts.length === depth + 1 && name !== undefined)
      batch.push(entryOf(name, entry, sizes.get(partsOf(entry.target).join('/')) ?? entry.size))
    if (batch.length >= batchSize) {
      yield { kind: 'entries', entries: batch }
      batch = []
    }
    if (passed - said >= wordEvery) {
      said = passed
      yield { kind: 'passed', bytes: passed }
    }
    if (passed > limit) {
      yield { kind: 'entries', entries: batch }
      yield { kind: 'listed', way: 'archive', complete: false }
      return
    }
  }
  if (batch.length > 0) yield { kind: 'entries', entries: batch }
  yield { kind: 'listed', way: 'archive', complete: true }
}
