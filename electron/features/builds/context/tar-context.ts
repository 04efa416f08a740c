/** A build's context as the tar that the engine takes, made while it is sent: small files are read ahead, large ones in pieces. */
import { createReadStream } from 'node:fs'
import { FailureError } from '../../../engine/failure-error'
import { padding, tarEnd, tarHeader } from '../../../engine/tar-writer'
import { diskOf } from './disk'
import { bytesOf, hostPath, readable, type ByteText, type ContextEntry } from './walk'

/** A file of the context that is not one of the folder: the Dockerfile of an editor. */
export interface ExtraFile {
  readonly path: ByteText
  readonly content: Buffer
}

/** Bytes: what is not larger is read in one go. */
const smallSize = 128 * 1024
/** Files and bytes that are read ahead. */
const aheadFiles = 64
const aheadBytes = 4 * 1024 * 1024
/** Bytes that are handed on together. */
const pieceSize = 256 * 1024

const shorter = (path: ByteText): FailureError =>
  new FailureError({
    kind: 'invalid-input',
    field: 'context',
    message: `The file became shorter while it was read: ${readable(path)}`
  })

interface Ahead {
  readonly entry: ContextEntry
  readonly content?: Promise<Buffer>
}

/** Entries in their order, the contents of the small ones on their way. */
async function* readAhead(folder: string, entries: AsyncIterable<ContextEntry>): AsyncGenerator<Ahead, void> {
  const disk = await diskOf(folder)
  const waiting: Ahead[] = []
  let bytes = 0
  for await (const entry of entries) {
    const isSmall = entry.kind === 'file' && entry.size > 0 && entry.size <= smallSize
    const content = isSmall ? disk.readSmall(hostPath(folder, entry.path), entry.size) : undefined
    // Whoever takes it hears of it.
    content?.catch(() => undefined)
    waiting.push({ entry, ...(content === undefined ? {} : { content }) })
    bytes += isSmall ? entry.size : 0
    while (waiting.length > aheadFiles || bytes > aheadBytes) {
      const first = waiting.shift()
      if (first === undefined) break
      if (first.content !== undefined) bytes -= first.entry.size
      yield first
    }
  }
  yield* waiting
}

/** `replaced`: files of the folder that are sent with another content; what is not there is added at the end. */
export async function* tarOfContext(
  folder: string,
  entries: AsyncIterable<ContextEntry>,
  replaced: readonly ExtraFile[],
  onBytes: (bytes: number) => void
): AsyncGenerator<Buffer, void> {
  const left = new Map(replaced.map(({ path, content }) => [path, content]))
  let pieces: Buffer[] = []
  let length = 0
  const flush = (): Buffer => {
    const whole = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces, length)
    pieces = []
    length = 0
    onBytes(whole.length)
    return whole
  }
  const add = (piece: Buffer): boolean => {
    pieces.push(piece)
    length += piece.length
    return length >= pieceSize
  }

  for await (const { entry, content } of readAhead(folder, entries)) {
    const other = left.get(entry.path)
    if (other !== undefined) {
      left.delete(entry.path)
      for (const piece of fileOf(entry.path, other, entry.mode, entry.changed)) if (add(piece)) yield flush()
      continue
    }
    const path = bytesOf(entry.kind === 'folder' ? `${entry.path}/` : entry.path)
    const { target, ...rest } = entry
    add(tarHeader({ ...rest, path, ...(target === undefined ? {} : { target: bytesOf(target) }) }))
    if (entry.size > 0) {
      let missing = entry.size
      if (content !== undefined) {
        const bytes = await content
        missing -= bytes.length
        add(bytes)
      } else {
        const source = createReadStream(hostPath(folder, entry.path), { end: entry.size - 1, highWaterMark: pieceSize })
        for await (const piece of source as AsyncIterable<Buffer>) {
          missing -= piece.length
          if (add(piece)) yield flush()
        }
      }
      if (missing > 0) throw shorter(entry.path)
      add(padding(entry.size))
    }
    if (length >= pieceSize) yield flush()
  }
  for (const [path, content] of left) for (const piece of fileOf(path, content, 0o600, 0)) add(piece)
  add(tarEnd)
  yield flush()
}

const fileOf = (path: ByteText, content: Buffer, mode: number, changed: number): readonly Buffer[] => [
  tarHeader({ path: bytesOf(path), kind: 'file', size: content.length, mode, changed }),
  content,
  padding(content.length)
]
