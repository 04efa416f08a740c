/**
 * Stops a socket from being read at all. `pause()` alone does not: Node reads on until its own buffer is full, and every piece
 * wakes the process.
 */
import type { Socket } from 'node:net'

/** Node's own, which net.Socket stops and starts so where its buffer is full (lib/internal/stream_base_commons.js). */
interface Handle {
  reading: boolean
  readStart(): number
  readStop(): number
}

const held = new WeakSet<Socket>()

/** Undefined where it is no socket of the system: what comes over ssh. */
function handleOf(socket: Socket): Handle | undefined {
  const handle: unknown = '_handle' in socket ? socket._handle : undefined
  return typeof handle === 'object' && handle !== null && 'readStop' in handle ? (handle as Handle) : undefined
}

/** Not from within a piece that has just come: Node starts it again at the end of that. */
export function holdSocket(socket: Socket | undefined): void {
  if (socket === undefined || held.has(socket)) return
  held.add(socket)
  const handle = handleOf(socket)
  if (handle === undefined) return void socket.pause()
  // Where it does not read, what takes it is behind, and starts it again.
  if (!handle.reading) return void held.delete(socket)
  handle.reading = false
  handle.readStop()
}

export function letSocketGoOn(socket: Socket | undefined): void {
  if (socket === undefined || !held.delete(socket)) return
  const handle = handleOf(socket)
  if (handle === undefined) return void (socket.destroyed || socket.resume())
  if (handle.reading) return
  handle.reading = true
  handle.readStart()
}
