/** What is sent to an engine that no thread sends to: over TCP, TLS and ssh the way to it is slower than the reading. */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { BulkBody } from './open-bulk'

const pieceLength = 4 * 1024 * 1024

async function* bytesOf({ pieces, onSent }: BulkBody): AsyncGenerator<Uint8Array, void> {
  for (const piece of pieces) {
    if (!('path' in piece)) {
      yield piece
      continue
    }
    if (piece.size === 0) continue
    const path = typeof piece.path === 'string' ? piece.path : Buffer.from(piece.path)
    let left = piece.size
    for await (const bytes of createReadStream(path, { end: piece.size - 1, highWaterMark: pieceLength })) {
      left -= (bytes as Buffer).length
      onSent((bytes as Buffer).length)
      yield bytes as Buffer
    }
    if (left > 0) throw new Error('The file became shorter while it was read')
  }
}

export const bodyOfPieces = (body: BulkBody): Readable =>
  Readable.from(bytesOf(body), { objectMode: false, highWaterMark: 2 * pieceLength })
