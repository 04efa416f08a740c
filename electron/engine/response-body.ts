/** An answer's body as a stream that fails with a FailureError, and never reads ahead of who takes it. */
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { toFailureError } from './failures/to-failure-error'
import { FailureError } from './failure-error'
import { holdSocket, letSocketGoOn } from './hold-socket'

/** The connection of each body. */
const connections = new WeakMap<Readable, IncomingMessage['socket']>()

/**
 * What comes waits in the system until it is let go on: for bodies that trickle, whose every piece would wake the process. Its end
 * and its failure wait too.
 */
export const hold = (body: Readable): void => holdSocket(connections.get(body))
export const goOn = (body: Readable): void => letSocketGoOn(connections.get(body))

const lost = (message: string): FailureError =>
  new FailureError({ kind: 'engine-unreachable', reason: 'lost', message })

/** `watch` is given what ends the body early, and returns what ends the watch. Destroying the body closes its connection. */
export function bodyOf(response: IncomingMessage, watch: (stop: (failure: Error) => void) => () => void): Readable {
  let unwatch = (): void => undefined
  const body = new Readable({
    highWaterMark: 64 * 1024,
    read: () => void response.resume(),
    destroy(error, callback) {
      unwatch()
      response.destroy()
      callback(error)
    }
  })
  const fail = (error: Error): void => void body.destroy(toFailureError(error) as Error)
  response.on('data', (chunk: Buffer) => {
    if (!body.push(chunk)) response.pause()
  })
  response.once('end', () => {
    unwatch()
    body.push(null)
  })
  response.on('error', fail)
  response.once('close', () => {
    if (!response.complete) fail(lost('The engine closed the connection before its answer was complete'))
  })
  connections.set(body, response.socket)
  // It may end before anybody has begun to read it: who reads it then is told.
  body.once('error', () => undefined)
  unwatch = watch((failure) => void body.destroy(failure))
  return body
}
