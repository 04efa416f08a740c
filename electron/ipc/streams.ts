/** The streams that windows have open: ids, credit, input, and their end with the window. */
import type { StreamMessage } from '../../contract/bridge'
import { FailureError } from '../engine/failure-error'
import { InputQueue } from './input-queue'
import { Credit, pump } from './pump'
import type { Router } from './router'

/** A window that holds more is leaking, or hostile. */
const streamsPerWindow = 500

interface OpenedStream {
  readonly abort: AbortController
  readonly credit: Credit
  readonly input: InputQueue<unknown>
  readonly parseInput: (raw: unknown) => unknown
}

/** One window's end of the bridge. */
export interface Peer {
  send(stream: number, message: StreamMessage): void
}

export interface Streams {
  open(peer: Peer, stream: unknown, name: unknown, request: unknown): void
  write(peer: Peer, stream: unknown, input: unknown): void
  credit(peer: Peer, stream: unknown): void
  close(peer: Peer, stream: unknown): void
  /** The window went away or loaded anew: all that it had open ends. */
  closeAll(peer: Peer): void
  /** Open streams over all windows. */
  readonly count: number
}

export function createStreams(router: Router): Streams {
  const byPeer = new Map<Peer, Map<number, OpenedStream>>()

  const of = (peer: Peer): Map<number, OpenedStream> => {
    const streams = byPeer.get(peer) ?? new Map<number, OpenedStream>()
    byPeer.set(peer, streams)
    return streams
  }
  const find = (peer: Peer, stream: unknown): OpenedStream | undefined =>
    typeof stream === 'number' ? byPeer.get(peer)?.get(stream) : undefined

  const fail = (peer: Peer, stream: number, error: unknown, name: unknown): void =>
    peer.send(stream, { kind: 'failed', failure: router.failureOf(error, name) })

  const end = (peer: Peer, id: number, opened: OpenedStream): void => {
    if (byPeer.get(peer)?.get(id) === opened) byPeer.get(peer)?.delete(id)
    opened.input.close()
    opened.abort.abort()
  }

  return {
    open(peer, stream, name, request) {
      if (typeof stream !== 'number' || !Number.isSafeInteger(stream)) return
      const streams = of(peer)
      if (streams.has(stream)) return
      const abort = new AbortController()
      const input = new InputQueue<unknown>()
      try {
        if (streams.size >= streamsPerWindow)
          throw new FailureError({ kind: 'invalid-input', message: 'Too many open streams' })
        const { items, parseInput } = router.open(name, request, abort.signal, input)
        const opened: OpenedStream = { abort, credit: new Credit(), input, parseInput }
        streams.set(stream, opened)
        const send = (batch: unknown[]): void => peer.send(stream, { kind: 'items', items: JSON.stringify(batch) })
        pump(items, send, opened.credit, abort.signal).then(
          () => {
            const closedByWindow = abort.signal.aborted
            end(peer, stream, opened)
            if (!closedByWindow) peer.send(stream, { kind: 'ended' })
          },
          (error: unknown) => {
            const closedByWindow = abort.signal.aborted
            end(peer, stream, opened)
            if (!closedByWindow) fail(peer, stream, error, name)
          }
        )
      } catch (error) {
        fail(peer, stream, error, name)
      }
    },
    write(peer, stream, raw) {
      const opened = find(peer, stream)
      if (opened === undefined) return
      try {
        if (!opened.input.push(opened.parseInput(raw)))
          throw new FailureError({ kind: 'invalid-input', message: 'More input than the other side reads' })
      } catch (error) {
        end(peer, stream as number, opened)
        fail(peer, stream as number, error, 'write')
      }
    },
    credit: (peer, stream) => find(peer, stream)?.credit.give(),
    close(peer, stream) {
      const opened = find(peer, stream)
      if (opened !== undefined) end(peer, stream as number, opened)
    },
    closeAll(peer) {
      for (const [id, opened] of byPeer.get(peer) ?? []) end(peer, id, opened)
      byPeer.delete(peer)
    },
    get count() {
      return [...byPeer.values()].reduce((sum, streams) => sum + streams.size, 0)
    }
  }
}
