/**
 * A build's session in a thread of its own, started by thread.ts. Tens of thousands of small requests are answered there without
 * the turns of the window system's loop, and without what the main process does beside.
 */
import { request, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import { serveGrpc } from './grpc'
import { methodsOf } from './methods'
import { errorOf, tellError, type FromThread, type ThreadTask, type ToThread } from './thread-words'

/** Milliseconds between two words about the bytes that were sent. */
const sentInterval = 50
/** Characters of a refusal that are worth reading. */
const refusalLimit = 64 * 1024

const { aside, headers, files } = workerData as ThreadTask
const say = (message: FromThread): void => parentPort?.postMessage(message)

let sent = 0
let timer: NodeJS.Timeout | undefined
function tellBytes(): void {
  clearTimeout(timer)
  timer = undefined
  if (sent > 0) say({ kind: 'bytes', bytes: sent })
  sent = 0
}

const questions = new Map<number, { resolve(message: Uint8Array): void; reject(error: Error): void }>()
let asked = 0
parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'settle') {
    tellBytes()
    return say({ kind: 'settled' })
  }
  const question = questions.get(message.question)
  questions.delete(message.question)
  if (message.kind === 'credentials') question?.resolve(message.message)
  else question?.reject(errorOf(message.error))
})

const methods = methodsOf(files, {
  // Whoever wants its end ends the thread.
  signal: new AbortController().signal,
  onBytes(bytes) {
    sent += bytes
    timer ??= setTimeout(tellBytes, sentInterval)
  },
  onFault: (error) => say({ kind: 'fault', error: tellError(error) }),
  credentials: (host) =>
    new Promise((resolve, reject) => {
      asked += 1
      questions.set(asked, { resolve, reject })
      say({ kind: 'credentials', question: asked, host })
    })
})

function serve(_answer: IncomingMessage, connection: Duplex, head: Buffer): void {
  if (head.length > 0) connection.unshift(head)
  serveGrpc(connection, methods)
  say({ kind: 'open' })
}

async function tellRefusal(answer: IncomingMessage): Promise<void> {
  let words = ''
  answer.setEncoding('utf8')
  for await (const text of answer as AsyncIterable<string>) {
    words += text
    if (words.length > refusalLimit) break
  }
  say({ kind: 'refused', status: answer.statusCode ?? 0, words })
}

const unreached = (error: unknown): void => say({ kind: 'unreached', error: tellError(error) })
request({ ...aside, headers: { Host: aside.host, ...headers, Connection: 'Upgrade' }, agent: false })
  .once('upgrade', serve)
  .once('response', (answer) => void tellRefusal(answer).catch(unreached))
  .on('error', unreached)
  .end()
