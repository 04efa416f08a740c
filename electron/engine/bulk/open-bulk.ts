/** Opens large answers of engines on this computer in a thread of their own (docs/decisions/0018-bulk-answers.md). */
import { Readable } from 'node:stream'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { FailureError } from '../failure-error'
import { toFailureError } from '../failures/to-failure-error'
import firstFile from './first-file.mjs?raw'
import source from './reader.mjs?raw'

const program = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`

/** Milliseconds for which the thread waits for another answer to read: it takes some megabytes of memory. */
const idleTime = 10_000

type Message =
  | { readonly kind: 'head'; readonly status: number }
  | { readonly kind: 'block'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'sent' | 'written'; readonly bytes: number }
  | { readonly kind: 'unread'; readonly code?: string; readonly syscall?: string; readonly message: string }
  | { readonly kind: 'malformed'; readonly message: string }
  | { readonly kind: 'fault'; readonly code?: string; readonly syscall?: string; readonly message: string }

/** What a request sends: bytes, and files of this computer, read where they are sent. */
export type Piece = Uint8Array | { readonly path: string | Uint8Array; readonly size: number }

export interface BulkBody {
  readonly pieces: readonly Piece[]
  /** Bytes of files that have gone. */
  readonly onSent: (bytes: number) => void
}

/** Where the first file of an answer goes that is a tar, or the answer itself. */
export interface BulkTarget {
  /** A file that stands there already. */
  readonly path: string
  /** Bytes of it that were written. */
  readonly onWritten: (bytes: number) => void
  /** The answer as it is. */
  readonly whole?: boolean
}

export interface BulkAnswer {
  readonly status: number
  /** Fails with a FailureError. Destroying it closes its connection. */
  readonly body: Readable
}

interface Thread {
  readonly worker: Worker
  readonly ports: Set<MessagePort>
  timer: ReturnType<typeof setTimeout> | undefined
}

let thread: Thread | undefined

function startThread(): Thread {
  const worker = new Worker(new URL(program(source)), { env: {}, stdin: false })
  const started: Thread = { worker, ports: new Set(), timer: undefined }
  // It never keeps the process; what is read by it hears of its end at its port.
  worker.unref()
  worker.on('error', () => undefined)
  worker.once('exit', () => {
    clearTimeout(started.timer)
    if (thread === started) thread = undefined
    for (const port of started.ports) port.close()
  })
  return started
}

function take(port: MessagePort): void {
  thread ??= startThread()
  clearTimeout(thread.timer)
  const { ports } = thread
  const used = thread
  ports.add(port)
  port.once('close', () => {
    ports.delete(port)
    if (ports.size > 0) return
    clearTimeout(used.timer)
    used.timer = setTimeout(() => void (used.ports.size === 0 && used.worker.terminate()), idleTime)
    used.timer.unref()
  })
}

const lost = (): FailureError =>
  new FailureError({
    kind: 'engine-unreachable',
    reason: 'lost',
    message: 'The engine closed the connection before its answer was complete'
  })

const faultOf = ({ code, syscall, message }: Extract<Message, { kind: 'fault' }>): Error =>
  toFailureError(Object.assign(new Error(message), { code, syscall })) as Error

/**
 * Resolves at the answer's head. `path`: of the socket or named pipe; `target`: of the request, with its query. `watch` is given
 * what ends it early, and returns what ends the watch. `onto`: the thread writes it, and the body ends without a byte once it is whole.
 * Throws FailureError.
 */
export function openBulk(
  path: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  watch: (stop: (failure: Error) => void) => () => void,
  { sent, onto }: { readonly sent?: BulkBody | undefined; readonly onto?: BulkTarget | undefined } = {}
): Promise<BulkAnswer> {
  const total = sent?.pieces.reduce((sum, piece) => sum + ('path' in piece ? piece.size : piece.length), 0)
  const own = total === undefined ? {} : { 'Content-Type': 'application/x-tar', 'Content-Length': String(total) }
  const fields = Object.entries({ ...headers, ...own, Connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}\r\n`
  )
  const head = `${sent === undefined ? 'GET' : 'PUT'} ${target} HTTP/1.1\r\n${fields.join('')}\r\n`
  const { port1: port, port2 } = new MessageChannel()
  return new Promise((resolve, reject) => {
    let unwatch = (): void => undefined
    let isOver = false
    const waiting: Uint8Array[] = []
    let wanted = false
    const body = new Readable({
      // One block is handed on at a time: what waits, waits here, and the thread knows of it.
      highWaterMark: 1,
      read() {
        wanted = true
        give()
      },
      destroy(error, callback) {
        unwatch()
        waiting.length = 0
        port.close()
        if (error !== null) reject(error)
        callback(error)
      }
    })
    const give = (): void => {
      if (!wanted) return
      const block = waiting.shift()
      if (block === undefined) {
        if (isOver) body.push(null)
        return
      }
      wanted = false
      port.postMessage(block.length)
      body.push(Buffer.from(block.buffer, block.byteOffset, block.byteLength))
    }
    port.on('message', (message: Message) => {
      switch (message.kind) {
        case 'head':
          resolve({ status: message.status, body })
          break
        case 'block':
          waiting.push(message.bytes)
          give()
          break
        case 'sent':
          sent?.onSent(message.bytes)
          break
        case 'written':
          onto?.onWritten(message.bytes)
          break
        case 'unread':
          // The file's own: what it fails with is nothing of the engine's.
          body.destroy(Object.assign(new Error(message.message), { code: message.code, syscall: message.syscall }))
          break
        case 'malformed':
          body.destroy(new FailureError({ kind: 'engine-error', message: `Not a tar: ${message.message}` }))
          break
        case 'end':
          isOver = true
          unwatch()
          give()
          break
        case 'fault':
          body.destroy(faultOf(message))
      }
    })
    port.once('close', () => void (isOver || body.destroy(lost())))
    // What it fails with is told by the promise as long as nobody has the body.
    body.once('error', () => undefined)
    unwatch = watch((failure) => void body.destroy(failure))
    if (body.destroyed) return
    take(port)
    thread?.worker.postMessage(
      {
        path,
        head,
        port: port2,
        pieces: sent?.pieces,
        onto: onto && { path: onto.path, whole: onto.whole, program: program(firstFile) }
      },
      [port2]
    )
  })
}
