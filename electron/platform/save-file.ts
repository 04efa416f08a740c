/** Writes a file whole or not at all: beside its place first, and moved there when it is complete. */
import { randomBytes } from 'node:crypto'
import { createWriteStream, type WriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FailureError } from '../engine/failure-error'

export interface SaveOptions {
  readonly signal: AbortSignal
  /** Bytes written so far. */
  readonly onBytes?: (bytes: number) => void
}

/** Bytes of a name that every file system takes, with what is put behind it. */
const longestName = 200

/** Beside a name that is as long as names may be there is no longer one. */
function besideOf(path: string): string {
  const mark = `.part-${process.pid}-${Date.now()}`
  const isLong = Buffer.byteLength(basename(path)) > longestName
  return isLong ? join(dirname(path), `escale${mark}-${randomBytes(4).toString('hex')}`) : `${path}${mark}`
}

/** Bytes that wait to be written while more comes: the next ones are read meanwhile, and what has gathered is written at once. */
const ahead = 8 * 1024 * 1024

/**
 * Returns the bytes written. Where it fails or is cancelled, nothing of it stays, and what stood in its place is as it
 * was. Throws FailureError: disk-full, permission-denied (file), not-found (file), invalid-input (path), and whatever the source fails with.
 */
export async function saveFile(
  path: string,
  source: Readable | AsyncIterable<Buffer>,
  { signal, onBytes }: SaveOptions
): Promise<number> {
  const beside = besideOf(path)
  let bytes = 0
  try {
    await pour(source, createWriteStream(beside, { flags: 'wx', highWaterMark: ahead }), signal, (count) => {
      bytes += count
      onBytes?.(bytes)
    })
    await rename(beside, path)
    return bytes
  } catch (error) {
    await rm(beside, { force: true })
    throw signal.aborted ? new FailureError({ kind: 'cancelled', message: '' }) : fileError(error, path)
  }
}

/** All of it; the file is closed when it resolves, or has failed. `onPiece`: bytes of one. */
async function pour(
  source: Readable | AsyncIterable<Buffer>,
  sink: WriteStream,
  signal: AbortSignal,
  onPiece: (bytes: number) => void
): Promise<void> {
  try {
    await pipeline(
      source,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          onPiece(chunk.length)
          yield chunk
        }
      },
      sink,
      { signal }
    )
  } catch (error) {
    // Given up while it is being opened, the file would come to be after it was removed.
    if (!sink.closed) await new Promise<void>((resolve) => sink.once('close', () => resolve()))
    throw error
  }
}

/** The same for whoever writes by itself: into the file that it is given, which is closed when it resolves, or has failed. */
export async function saveBy(
  path: string,
  write: (beside: string) => Promise<void>,
  signal: AbortSignal
): Promise<void> {
  const beside = besideOf(path)
  try {
    await (await open(beside, 'wx')).close()
    await write(beside)
    signal.throwIfAborted()
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw signal.aborted ? new FailureError({ kind: 'cancelled', message: '' }) : fileError(error, path)
  }
}

/** How far a thread has come that writes what an engine answers into the file that is named. */
export interface Onto {
  readonly path: string
  readonly whole: true
  readonly onWritten: (bytes: number) => void
}

/**
 * The same for an answer of an engine that may be written by the thread which reads it: what `open` gives then has no byte. Returns the bytes
 * written.
 */
export async function saveAnswer(
  path: string,
  open: (onto: Onto) => Promise<Readable>,
  { signal, onBytes }: SaveOptions
): Promise<number> {
  let bytes = 0
  const onWritten = (count: number): void => {
    bytes += count
    onBytes?.(bytes)
  }
  const write = async (beside: string): Promise<void> => {
    const answer = await open({ path: beside, whole: true, onWritten })
    await pour(answer, createWriteStream(beside, { flags: 'r+', highWaterMark: ahead }), signal, onWritten)
  }
  await saveBy(path, write, signal)
  return bytes
}

/** What the file system refused, as a failure; anything else as it is. */
export function fileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof FailureError) return error
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall === undefined) return error
  const { message } = error
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new FailureError({ kind: 'disk-full', here: true, message }, { cause: error })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new FailureError({ kind: 'permission-denied', subject: 'file', message }, { cause: error })
    case 'ENOENT':
    case 'ENOTDIR':
      return new FailureError({ kind: 'not-found', subject: 'file', name: path, message }, { cause: error })
    case 'ENAMETOOLONG':
    case 'EISDIR':
      return new FailureError({ kind: 'invalid-input', field: 'path', message }, { cause: error })
    default:
      return error
  }
}
