/** Counts what a tar holds while it goes by, and sees that it is whole. */
import { escapeBytes, shownText } from '../../../../contract/containers/files/path'
import { FailureError } from '../../../engine/failure-error'
import { partsOf, readTar, type TarEntry } from '../../../engine/tar-reader'

export interface TarCount {
  files: number
  folders: number
  bytes: number
  /** Sockets, devices, and what only its writer knows. */
  leftOut: number
  /** What it says of its own top, where it does. */
  root?: { readonly mode: number; readonly uid: number; readonly gid: number }
}

export const emptyCount = (): TarCount => ({ files: 0, folders: 0, bytes: 0, leftOut: 0 })

const broken = (message: string): FailureError =>
  new FailureError({ kind: 'invalid-input', field: 'path', message: `Not a tar: ${message}` })

function add(count: TarCount, { kind, path, size, mode, uid, gid, inPieces }: TarEntry): void {
  // Left out like a socket it would be lost, and it may be the very database.
  if (inPieces)
    throw new FailureError({
      kind: 'unsupported',
      message: `The archive holds a file in pieces, as tar --sparse writes it: ${shownText(escapeBytes(path))}. Pack it without --sparse`
    })
  if (kind === 'folder') {
    count.folders++
    if (partsOf(path).length === 0) count.root = { mode, uid, gid }
  } else if (kind === 'device' || kind === 'other') count.leftOut++
  else {
    count.files++
    count.bytes += size
  }
}

/** One chunk at a time, from whoever gives to who reads. */
class Handoff {
  #chunk: Buffer | undefined
  #ended = false
  #wake: (() => void) | undefined
  #starved: (() => void) | undefined

  async *read(): AsyncGenerator<Buffer, void> {
    for (;;) {
      const chunk = this.#chunk
      this.#chunk = undefined
      if (chunk !== undefined) yield chunk
      else if (this.#ended) return
      else {
        this.#starved?.()
        await new Promise<void>((resolve) => (this.#wake = resolve))
      }
    }
  }
  /** Resolves once all of it was read. */
  give(chunk: Buffer): Promise<void> {
    const starved = new Promise<void>((resolve) => (this.#starved = resolve))
    this.#chunk = chunk
    this.#wake?.()
    return starved
  }
  end(): void {
    this.#ended = true
    this.#wake?.()
  }
}

/**
 * Gives the chunks on as they come; `count` is whole when they end. Throws FailureError (invalid-input) for what is no tar or ends too
 * early; `marked`: also where its own end mark is missing, which alone tells of a cut between two files.
 */
export async function* watchTar(
  chunks: AsyncIterable<Buffer>,
  count: TarCount,
  { marked, onEntry }: { readonly marked: boolean; readonly onEntry?: (entry: TarEntry) => Promise<void> | void }
): AsyncGenerator<Buffer, void> {
  const handoff = new Handoff()
  let over = false
  const reading = (async () => {
    for await (const entry of readTar(handoff.read())) {
      add(count, entry)
      await onEntry?.(entry)
    }
    over = true
  })().catch((error: unknown) => {
    throw error instanceof FailureError && error.failure.kind === 'engine-error'
      ? broken(error.failure.message.replace(/^Not a tar: /, ''))
      : error
  })
  // Whoever waits for the next chunk is told.
  reading.catch(() => undefined)
  try {
    for await (const chunk of chunks) {
      if (!over) await Promise.race([handoff.give(chunk), reading])
      yield chunk
    }
    if (!over && marked) throw broken('it ends too early')
    handoff.end()
    await reading
  } finally {
    handoff.end()
  }
}
