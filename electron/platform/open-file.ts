/** Reads a file as a stream that tells how far it is. */
import { open } from 'node:fs/promises'
import { pipeline, Transform, type Readable } from 'node:stream'
import { FailureError } from '../engine/failure-error'
import { fileError } from './save-file'

/** Bytes of one read, and of what is read ahead: each piece wakes the process more than once. */
const pieceLength = 1024 * 1024
const ahead = 2 * pieceLength

export interface OpenOptions {
  readonly signal: AbortSignal
  readonly onBytes: (progress: { readonly bytes: number; readonly total: number }) => void
}

/** Throws FailureError: not-found (file), permission-denied (file), invalid-input where it is no file. */
export async function openFile(path: string, { signal, onBytes }: OpenOptions): Promise<Readable> {
  const handle = await open(path).catch((error: unknown) => {
    throw fileError(error, path)
  })
  const { size: total, isFile } = await handle.stat().then((stats) => ({ size: stats.size, isFile: stats.isFile() }))
  if (!isFile) {
    await handle.close()
    throw new FailureError({ kind: 'invalid-input', field: 'path', message: `Not a file: ${path}` })
  }
  let bytes = 0
  const counted = new Transform({
    highWaterMark: ahead,
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      onBytes({ bytes, total })
      done(null, chunk)
    }
  })
  // Whoever reads it is told of what fails: the error goes on with the stream.
  pipeline(handle.createReadStream({ highWaterMark: pieceLength, signal }), counted, () => undefined)
  return counted
}
