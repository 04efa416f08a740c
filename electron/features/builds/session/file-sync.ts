/**
 * Files as BuildKit takes them: it hears what there is, and asks for the contents that it does not have from an earlier build.
 * Source: tonistiigi/fsutil, send.go and types/wire.proto; moby/buildkit, session/filesync.
 */
import { close, open, read } from 'node:fs'
import { Message, writeMessage } from '../progress/protobuf'
import { diskOf } from '../context/disk'
import { hostPath, bytesOf, type ByteText, type ContextEntry } from '../context/walk'
import type { GrpcCall } from './grpc'

const packet = { stat: 0, request: 1, data: 2, end: 3, error: 4 } as const
/** Of Go's os.FileMode, beyond the permissions. */
const goMode = { folder: 2 ** 31, link: 2 ** 27, pipe: 2 ** 25, setuid: 2 ** 23, setgid: 2 ** 22, sticky: 2 ** 20 }
/** Bytes of one piece of a file, and of what is handed on together. */
const pieceSize = 64 * 1024
const flushSize = 128 * 1024
/** Files that are read side by side. */
const atOnce = 16

export interface SyncedFolder {
  entries(call: GrpcCall): AsyncIterable<readonly ContextEntry[]>
  /** A file's content where it is in no folder. */
  readonly contents?: ReadonlyMap<ByteText, Buffer>
  /** Where the files lie. */
  readonly folder: string
  readonly onBytes?: (bytes: number) => void
  /** Called with what the system says of a file: the engine would only pass it on in its own words. */
  readonly onFault?: (error: unknown) => void
}

function modeOf({ kind, mode }: ContextEntry): number {
  const special =
    ((mode & 0o4000) === 0 ? 0 : goMode.setuid) +
    ((mode & 0o2000) === 0 ? 0 : goMode.setgid) +
    ((mode & 0o1000) === 0 ? 0 : goMode.sticky)
  const type = kind === 'folder' ? goMode.folder : kind === 'link' ? goMode.link : kind === 'pipe' ? goMode.pipe : 0
  return type + special + (kind === 'link' ? 0o777 : mode & 0o777)
}

const statPacket = (entry: ContextEntry): Buffer =>
  writeMessage([
    [
      2,
      writeMessage([
        [1, bytesOf(entry.path)],
        [2, modeOf(entry)],
        [5, entry.length],
        // In nanoseconds: BuildKit takes a file of the same size and time for the one that it has. The last digits, beyond what a
        // number holds, are the same each time.
        [6, Math.max(Math.floor(entry.changed * 1e6), 0)],
        [7, entry.target === undefined ? undefined : bytesOf(entry.target)]
      ])
    ]
  ])

/** Hands on packets in the order in which they come, many at a time. */
class Outbox {
  #waiting: Buffer[] = []
  #length = 0
  #sending: Promise<void> | undefined

  constructor(private readonly call: GrpcCall) {}

  get isFull(): boolean {
    return this.#length >= flushSize
  }

  /** Where there is room. */
  add(message: Buffer): void {
    this.#waiting.push(message)
    this.#length += message.length + 5
  }

  /** Resolves at once while there is room. */
  async put(message: Buffer): Promise<void> {
    this.add(message)
    if (this.isFull) await this.flush()
  }

  async flush(): Promise<void> {
    while (this.#sending !== undefined) await this.#sending
    if (this.#waiting.length === 0) return
    const messages = this.#waiting
    this.#waiting = []
    this.#length = 0
    this.#sending = this.call.send(messages).finally(() => (this.#sending = undefined))
    await this.#sending
  }
}

const scratch: Buffer[] = []
const nothing = Buffer.alloc(0)

/** Pieces of a file until its end; each is good only until `give` has resolved. */
async function sendFile(path: Buffer, give: (piece: Buffer) => Promise<void>): Promise<void> {
  const file = await new Promise<number>((resolve, reject) =>
    open(path, 'r', (error, opened) => (error ? reject(error) : resolve(opened)))
  )
  // Taken again and again: a new one for each of many small files costs more than reading them.
  const piece = scratch.pop() ?? Buffer.allocUnsafeSlow(pieceSize)
  try {
    for (;;) {
      const count = await new Promise<number>((resolve, reject) =>
        read(file, piece, 0, pieceSize, null, (error, length) => (error ? reject(error) : resolve(length)))
      )
      if (count > 0) await give(piece.subarray(0, count))
      if (count < pieceSize) return
    }
  } finally {
    close(file, () => scratch.push(piece))
  }
}

export async function syncFolder(call: GrpcCall, synced: SyncedFolder): Promise<void> {
  const { folder, contents, onBytes, onFault } = synced
  const out = new Outbox(call)
  const disk = await diskOf(folder)
  const files = new Map<number, Pick<ContextEntry, 'path' | 'length'>>()
  let fault: unknown
  /** Whoever gives up ends what is read for it: that is no fault of a file. */
  const failed = (error: unknown): void => {
    fault ??= error
    if (!call.signal.aborted) onFault?.(error)
  }

  const tell = (async () => {
    let id = 0
    for await (const entries of synced.entries(call)) {
      for (const entry of entries) {
        if (entry.kind === 'file' || entry.kind === 'hard-link')
          files.set(id, { path: entry.path, length: entry.length })
        id++
        const message = statPacket(entry)
        onBytes?.(message.length)
        out.add(message)
      }
      if (out.isFull) await out.flush()
    }
    await out.put(writeMessage([[1, packet.stat]]))
    await out.flush()
  })()
  tell.catch((error: unknown) => {
    failed(error)
    const message = error instanceof Error ? error.message : String(error)
    void out
      .put(
        writeMessage([
          [1, packet.error],
          [4, Buffer.from(message)]
        ])
      )
      .then(() => out.flush())
  })

  const dataPacket = (id: number, piece: Buffer): Buffer => {
    onBytes?.(piece.length)
    return writeMessage([
      [1, packet.data],
      [3, id],
      [4, piece]
    ])
  }
  const endPacket = (id: number): Buffer =>
    writeMessage([
      [1, packet.data],
      [3, id]
    ])

  /** A small file, where nothing has to be waited for: false, it is still to be served. */
  const serveAtOnce = (id: number): boolean => {
    const file = files.get(id)
    if (file === undefined || contents !== undefined || file.length >= pieceSize || out.isFull) return false
    const piece = file.length === 0 ? nothing : disk.readAtOnce(hostPath(folder, file.path), file.length)
    if (piece === undefined) return false
    files.delete(id)
    if (piece.length > 0) out.add(dataPacket(id, piece))
    out.add(endPacket(id))
    return true
  }

  const serve = async (id: number): Promise<void> => {
    const file = files.get(id)
    if (file === undefined) throw new Error(`invalid file id ${id}`)
    files.delete(id)
    const { path, length } = file
    const give = (piece: Buffer): Promise<void> => out.put(dataPacket(id, piece))
    const content = contents?.get(path)
    if (content !== undefined)
      for (let at = 0; at < content.length; at += pieceSize) await give(content.subarray(at, at + pieceSize))
    else if (length >= pieceSize) await sendFile(hostPath(folder, path), give)
    else if (length > 0) {
      const piece = await disk.readSmall(hostPath(folder, path), length)
      if (piece.length > 0) await give(piece)
    }
    await out.put(endPacket(id))
  }

  /** In order of asking: all that were ever asked for. Taking them off its front would be quadratic. */
  const wanted: number[] = []
  let begun = 0
  let working = 0
  let flushing: NodeJS.Immediate | undefined
  const work = (): void => {
    while (working < atOnce) {
      const id = wanted[begun]
      if (id === undefined) break
      begun++
      try {
        if (serveAtOnce(id)) continue
      } catch (error) {
        failed(error)
        continue
      }
      working++
      void serve(id)
        .catch(failed)
        .then(() => {
          working--
          work()
        })
    }
    // What is asked for together is answered together.
    if (working === 0)
      flushing ??= setImmediate(() => {
        flushing = undefined
        void out.flush()
      })
  }
  for await (const bytes of call.messages) {
    const message = new Message(bytes)
    const kind = message.number(1)
    if (kind === packet.error) throw new Error(`error from receiver: ${message.text(4)}`)
    if (kind === packet.end) break
    if (kind !== packet.request) continue
    wanted.push(message.number(3))
    work()
    if (fault !== undefined) throw fault
  }
  if (fault !== undefined) throw fault
  if (call.signal.aborted) return
  await tell
  await out.put(writeMessage([[1, packet.end]]))
  await out.flush()
}
