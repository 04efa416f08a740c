/** Whether an engine is behind a connection: asked in so many bytes, before anything is built upon it. */
import type { Duplex } from 'node:stream'

export type ProbeEnd =
  | { readonly kind: 'answered' }
  /** It takes the question and says nothing: an engine that is overloaded, or stopped. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'closed'; readonly error?: Error }

/** `limit`: milliseconds to its answer; undefined: as long as the signal lets it. The connection is closed then. */
export function probe(connection: Duplex, limit: number | undefined, signal: AbortSignal): Promise<ProbeEnd> {
  return new Promise((resolve) => {
    const settle = (end: ProbeEnd): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      resolve(end)
      connection.destroy()
    }
    const stop = (): void => settle({ kind: 'closed' })
    const timer = limit === undefined ? undefined : setTimeout(() => settle({ kind: 'silent' }), limit)
    signal.addEventListener('abort', stop, { once: true })
    let fault: Error | undefined
    connection.on('error', (error) => (fault = error))
    connection.once('data', () => settle({ kind: 'answered' }))
    connection.once('end', () => settle({ kind: 'closed' }))
    connection.once('close', () => settle({ kind: 'closed', error: fault }))
    connection.write('GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n')
  })
}
