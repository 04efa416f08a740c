/** Starts and ends the thread that serves a build's session (docs/decisions/0015-builds-over-a-session.md). */
import { Worker } from 'node:worker_threads'
import { engineFailure, wordsOf } from '../../../engine/failures/engine-failure'
import { toFailureError } from '../../../engine/failures/to-failure-error'
import { FailureError } from '../../../engine/failure-error'
import { onAbort } from '../../../engine/on-abort'
import type { SessionTold } from './methods'
import type { BuildSession } from './session'
import { errorOf, tellError, type FromThread, type ThreadTask, type ToThread } from './thread-words'

async function start(task: ThreadTask): Promise<Worker> {
  const { default: program } = await import('./thread-program?program')
  const url = new URL(`data:text/javascript,${encodeURIComponent(program)}`)
  const worker = new Worker(url, { workerData: task, env: {}, stdin: false })
  // It never keeps the process.
  worker.unref()
  return worker
}

/** Resolves once it is open. `engineSession`: aborted with the connection to the engine. Throws FailureError, and leaves no thread then. */
export async function serveInThread(
  task: ThreadTask,
  { signal, onBytes, onFault, credentials }: SessionTold,
  engineSession: AbortSignal
): Promise<Omit<BuildSession, 'id'>> {
  const worker = await start(task)
  const answer = (message: ToThread): void => worker.postMessage(message)
  const waiting = new Set<() => void>()
  const settle = (): void => {
    for (const resolve of waiting) resolve()
    waiting.clear()
  }
  let isOver = false
  return new Promise((resolve, reject) => {
    let unwatch = (): void => undefined
    const end = (): void => {
      isOver = true
      unwatch()
      // Its connection ends with it, and the build that is served by it.
      void worker.terminate()
    }
    const fail = (error: unknown): void => {
      end()
      reject(error as Error)
    }
    worker.on('message', (message: FromThread) => {
      switch (message.kind) {
        case 'open':
          return resolve({
            settled: () =>
              new Promise((settled) => {
                if (isOver) return settled()
                waiting.add(settled)
                answer({ kind: 'settle' })
              }),
            close: end
          })
        case 'refused':
          return fail(new FailureError(engineFailure(message.status, wordsOf(message.words))))
        case 'unreached':
          return fail(toFailureError(errorOf(message.error)))
        case 'bytes':
          return onBytes(message.bytes)
        case 'fault':
          return onFault(errorOf(message.error))
        case 'credentials': {
          const { question, host } = message
          return void credentials(host).then(
            (found) => answer({ kind: 'credentials', question, message: found }),
            (error: unknown) => answer({ kind: 'no-credentials', question, error: tellError(error) })
          )
        }
        case 'settled':
          return settle()
      }
    })
    worker.once('error', (error) => {
      onFault(error)
      fail(error)
    })
    worker.once('exit', () => {
      isOver = true
      settle()
      // Nothing where it had opened, or had said why it did not.
      reject(new Error('The thread of the build has ended'))
    })
    unwatch = onAbort([signal, engineSession], fail)
  })
}
