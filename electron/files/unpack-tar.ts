/**
 * Makes the files of a tar in a folder that is fresh and our own, so that every folder on the way to a file is one that was
 * made here: links come last, and nothing is ever written through one.
 */
import { closeSync, fchmodSync, futimesSync, openSync, writeSync } from 'node:fs'
import { chmod, copyFile, constants, link, lutimes, mkdir, open, symlink, utimes } from 'node:fs/promises'
import type { SkipReason } from '../../contract/containers/files/model'
import { escapeBytes } from '../../contract/containers/files/path'
import { partsOf, type TarEntry } from '../engine/tar-reader'
import { fileError } from '../platform/save-file'
import { canHave, localPath, staysWithin } from './local-name'

export interface Progress {
  bytes: number
  files: number
  skip(reason: SkipReason, path: string): void
  onBytes(bytes: number): void
}

interface Later {
  readonly parts: readonly string[]
  readonly entry: TarEntry
}

const code = (error: unknown): string | undefined =>
  error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
/** The system refuses this one; a full disk and the like end the whole. */
const refusals: ReadonlySet<string | undefined> = new Set([
  'EINVAL',
  'EILSEQ',
  'ENAMETOOLONG',
  'EPERM',
  'ENOENT',
  'ENOTSUP'
])

/** `top`: the name, as latin1, that the first entry gets. Throws FailureError: disk-full, permission-denied, and what the tar throws. */
export async function unpackTar(
  entries: AsyncIterable<TarEntry>,
  root: string,
  top: string,
  progress: Progress
): Promise<void> {
  const folders = new Map<string, number | undefined>([['', undefined]])
  const files = new Set<string>()
  const links: Later[] = []
  const stamped: Later[] = []
  let depth: number | undefined

  const shown = (parts: readonly string[]): string => `/${escapeBytes(Buffer.from(parts.join('/'), 'latin1'))}`
  const ownPath = (parts: readonly string[]): string | Buffer => localPath(root, parts)
  const makeFolder = async (parts: readonly string[]): Promise<void> => {
    if (folders.has(parts.join('/'))) return
    await makeFolder(parts.slice(0, -1))
    await mkdir(ownPath(parts), 0o700)
    folders.set(parts.join('/'), undefined)
  }
  const attempt = async (parts: readonly string[], work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (code(error) === 'EEXIST') progress.skip('taken', shown(parts))
      else if (refusals.has(code(error))) progress.skip('refused', shown(parts))
      else throw fileError(error, root)
    }
  }

  for await (const entry of entries) {
    const found = partsOf(entry.path)
    depth ??= found.length
    const parts = [top, ...found.slice(depth)]
    if (found.includes('..')) progress.skip('leads-outside', shown(parts))
    else if (!canHave(parts)) progress.skip('name', shown(parts))
    else if (entry.kind === 'folder')
      await attempt(parts, async () => {
        await makeFolder(parts)
        stamped.push({ parts, entry })
      })
    else if (entry.kind === 'file')
      await attempt(parts, async () => {
        await makeFolder(parts.slice(0, -1))
        await writeFile(ownPath(parts), entry, progress)
        files.add(parts.join('/'))
      })
    else if (entry.kind === 'hard-link')
      await attempt(parts, async () => {
        const first = [top, ...partsOf(entry.target).slice(depth)]
        if (!files.has(first.join('/'))) return progress.skip('refused', shown(parts))
        await makeFolder(parts.slice(0, -1))
        await link(ownPath(first), ownPath(parts)).catch((error: unknown) => {
          if (code(error) === 'EEXIST') throw error
          return copyFile(ownPath(first), ownPath(parts), constants.COPYFILE_EXCL)
        })
        files.add(parts.join('/'))
        progress.files += 1
      })
    else if (entry.kind === 'link') links.push({ parts, entry })
    else progress.skip('device', shown(parts))
  }

  for (const { parts, entry } of links) {
    const target = entry.target.toString('latin1')
    if (!staysWithin(parts.slice(0, -1), target)) {
      progress.skip('leads-outside', shown(parts))
      continue
    }
    await attempt(parts, async () => {
      await makeFolder(parts.slice(0, -1))
      await symlink(entry.target, ownPath(parts))
      await lutimes(ownPath(parts), entry.changed / 1000, entry.changed / 1000)
      progress.files += 1
    })
  }
  // The deepest first: what is made in a folder changes its time. Whoever unpacked it can always open and remove it.
  for (const { parts, entry } of stamped.reverse()) {
    await chmod(ownPath(parts), (entry.mode & 0o777) | 0o700)
    await utimes(ownPath(parts), entry.changed / 1000, entry.changed / 1000)
  }
}

/** Bytes of a file that is written at once: between each step and the next, a thread would cost more than the step. */
const smallFile = 64 * 1024

async function writeFile(path: string | Buffer, entry: TarEntry, progress: Progress): Promise<void> {
  // `wx` makes it anew, and follows no link.
  if (entry.size <= smallFile) writeSmall(path, entry, Buffer.concat(await all(entry)), progress)
  else await writeLarge(path, entry, progress)
  progress.files += 1
}

async function all(entry: TarEntry): Promise<Buffer[]> {
  const pieces: Buffer[] = []
  for await (const piece of entry.body()) pieces.push(piece)
  return pieces
}

/** Bits that the system takes from what is made: a mode without them is right from the beginning. */
const umask = process.umask()

function writeSmall(path: string | Buffer, entry: TarEntry, body: Buffer, progress: Progress): void {
  // Without the bits that let a program act as its owner.
  const mode = entry.mode & 0o777
  const file = openSync(path, 'wx', mode)
  try {
    for (let at = 0; at < body.length;) at += writeSync(file, body, at)
    if ((mode & umask) !== 0) fchmodSync(file, mode)
    futimesSync(file, entry.changed / 1000, entry.changed / 1000)
  } finally {
    closeSync(file)
  }
  progress.bytes += body.length
  progress.onBytes(progress.bytes)
}

async function writeLarge(path: string | Buffer, entry: TarEntry, progress: Progress): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of entry.body()) {
      await file.writeFile(piece)
      progress.bytes += piece.length
      progress.onBytes(progress.bytes)
    }
    await file.chmod(entry.mode & 0o777)
    await file.utimes(entry.changed / 1000, entry.changed / 1000)
  } finally {
    await file.close()
  }
}
