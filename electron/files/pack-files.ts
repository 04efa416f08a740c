/** Files and folders of this computer as a tar that is made while it is sent. */
import {
  closeSync,
  createReadStream,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  type Stats
} from 'node:fs'
import { basename } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Piece } from '../engine/bulk/open-bulk'
import { FailureError } from '../engine/failure-error'
import { padding, tarEnd, tarHeader } from '../engine/tar-writer'

export interface PackItem {
  readonly path: string | Buffer
  /** In the tar. */
  readonly name: Buffer
  readonly kind: 'file' | 'folder' | 'link'
  readonly size: number
  readonly mode: number
  readonly changed: number
}

export interface Collected {
  readonly items: readonly PackItem[]
  readonly bytes: number
  /** All that is no folder. */
  readonly files: number
}

export interface PackOptions {
  readonly onBytes: (count: number) => void
  /** Whose all of it becomes; root's where nothing is said. */
  readonly owner?: { readonly uid: number; readonly gid: number }
}

const slash = Buffer.from('/')
/** Files that are looked at before anything else has its turn: each takes some microseconds, and a thread would take more. */
const atOnce = 200
/** Bytes of a file that is read at once, and of a piece that is sent. */
const smallFile = 64 * 1024
const pieceSize = 128 * 1024
/** Bytes that are read of a large file at once: each read costs a turn of the main process's loop. */
const largePiece = 4 * 1024 * 1024

/** Windows knows no permissions: docker cp makes all of them executable there, and so does this. */
const modeOf = (mode: number): number => (process.platform === 'win32' ? 0o755 : mode & 0o7777)

const kindOf = (stats: Stats): PackItem['kind'] | undefined =>
  stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : stats.isSymbolicLink() ? 'link' : undefined

const childOf = (path: string | Buffer, child: Buffer): string | Buffer =>
  process.platform === 'win32'
    ? `${path.toString()}\\${child.toString()}`
    : Buffer.concat([Buffer.isBuffer(path) ? path : Buffer.from(path), slash, child])

/** What is there, without following links; what is no file, folder or link is left out. */
function* walk(path: string | Buffer, name: Buffer): Generator<PackItem, void> {
  const stats = lstatSync(path)
  const kind = kindOf(stats)
  if (kind === undefined) return
  const size = kind === 'file' ? stats.size : 0
  yield { path, name, kind, size, mode: modeOf(stats.mode), changed: stats.mtimeMs }
  if (kind !== 'folder') return
  for (const child of readdirSync(path, { encoding: 'buffer' }))
    yield* walk(childOf(path, child), Buffer.concat([name, slash, child]))
}

/** Everything that these sources hold. Throws what the file system refuses, and the signal's reason. */
export async function collectFiles(sources: readonly string[], signal: AbortSignal): Promise<Collected> {
  const items: PackItem[] = []
  let bytes = 0
  let files = 0
  for (const source of sources)
    for (const item of walk(source, Buffer.from(basename(source)))) {
      items.push(item)
      bytes += item.size
      if (item.kind !== 'folder') files++
      if (items.length % atOnce === 0) await turn()
      signal.throwIfAborted()
    }
  return { items, bytes, files }
}

const shorter = (path: string | Buffer): FailureError =>
  new FailureError({
    kind: 'invalid-input',
    field: 'path',
    message: `The file became shorter while it was read: ${path.toString()}`
  })

function readSmall({ path, size }: PackItem): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  const file = openSync(path, 'r')
  try {
    let at = 0
    for (let count = 1; count > 0 && at < size; at += count) count = readSync(file, bytes, at, size - at, null)
    if (at < size) throw shorter(path)
    return bytes
  } finally {
    closeSync(file)
  }
}

async function* readLarge({ path, size }: PackItem): AsyncGenerator<Buffer, void> {
  let left = size
  // One that grows meanwhile is as long as it was.
  for await (const piece of createReadStream(path, { end: size - 1, highWaterMark: largePiece })) {
    left -= (piece as Buffer).length
    yield piece as Buffer
  }
  if (left > 0) throw shorter(path)
}

/** The same tar as pieces: what a thread sends by itself. */
export function piecesOf(items: readonly PackItem[], owner: PackOptions['owner']): Piece[] {
  const pieces: Piece[] = []
  for (const item of items) {
    const target = item.kind === 'link' ? readlinkSync(item.path, { encoding: 'buffer' }) : undefined
    pieces.push(tarHeader({ ...item, ...owner, path: item.name, ...(target === undefined ? {} : { target }) }))
    if (item.size > 0) pieces.push({ path: item.path, size: item.size }, padding(item.size))
  }
  return [...pieces, tarEnd]
}

/** Small ones together, large ones in pieces. */
export async function* tarOf(
  items: readonly PackItem[],
  { onBytes, owner }: PackOptions
): AsyncGenerator<Buffer, void> {
  let waiting: Buffer[] = []
  let length = 0
  const add = (...pieces: readonly Buffer[]): void => {
    waiting.push(...pieces)
    for (const piece of pieces) length += piece.length
  }
  for (const item of items) {
    const target = item.kind === 'link' ? readlinkSync(item.path, { encoding: 'buffer' }) : undefined
    add(tarHeader({ ...item, ...owner, path: item.name, ...(target === undefined ? {} : { target }) }))
    if (item.size > smallFile) {
      yield Buffer.concat(waiting)
      ;[waiting, length] = [[], 0]
      for await (const piece of readLarge(item)) {
        onBytes(piece.length)
        yield piece
      }
      add(padding(item.size))
    } else if (item.size > 0) {
      add(readSmall(item), padding(item.size))
      onBytes(item.size)
    }
    if (length < pieceSize) continue
    yield Buffer.concat(waiting)
    ;[waiting, length] = [[], 0]
  }
  yield Buffer.concat([...waiting, tarEnd])
}
