/** Writes a file whole or not at all: beside its place first, and moved there when it is complete. */
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FailureError } from '../engine/failure-error'

export interface SaveOptions {
  readonly signal: AbortSignal
  /** Bytes written so far. */
  readonly onBytes?: (bytes: number) => void
}

const besideOf = (path: string): string => `${path}.part-${process.pid}-${Date.now()}`

/** Bytes that wait to be written while more comes: the next ones are read meanwhile, and what has gathered is written at once. */
const ahead = 8 * 1024 * 1024

/**
 * Returns the bytes written. Where it fails or is cancelled, nothing of it stays, and what stood in its place is as it
 * was. Throws FailureError: disk-full, permission-denied (file), not-found (file), and whatever the source fails with.
 */
export async function saveFile(
  path: string,
  source: Readable | AsyncIterable<Buffer>,
  { signal, onBytes }: SaveOptions
): Promise<number> {
  const beside = besideOf(path)
  let bytes = 0
  const sink = createWriteStream(beside, { flags: 'wx', highWaterMark: ahead })
  try {
    await pipeline(
      source,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length
          onBytes?.(bytes)
          yield chunk
        }
      },
      sink,
      { signal }
    )
    await rename(beside, path)
    return bytes
  } catch (error) {
    // Given up while it is being opened, the file would come to be after it was removed.
    if (!sink.closed) await new Promise<void>((resolve) => sink.once('close', () => resolve()))
    await rm(beside, { force: true })
    throw signal.aborted ? new FailureError({ kind: 'cancelled', message: '' }) : fileError(error, path)
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
    default:
      return error
  }
}
