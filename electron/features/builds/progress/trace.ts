/**
 * What BuildKit tells as it goes: `moby.buildkit.trace`, in base64 a StatusResponse of moby/buildkit's
 * api/services/control/control.proto. Times in milliseconds since 1970.
 */
import { Message } from './protobuf'

export interface Vertex {
  readonly id: string
  readonly name: string
  readonly cached: boolean
  readonly started: number | undefined
  readonly completed: number | undefined
  readonly error: string
}
export interface VertexStatus {
  readonly id: string
  readonly vertex: string
  readonly name: string
  readonly current: number
  readonly total: number
  readonly completed: boolean
}
interface VertexLog {
  readonly vertex: string
  /** 2: the standard error. */
  readonly stream: number
  readonly bytes: Buffer
}
interface VertexWarning {
  readonly vertex: string
  readonly short: string
  readonly detail: string
  readonly url: string
  /** Lines of the Dockerfile. */
  readonly first: number | undefined
  readonly last: number | undefined
}
export interface Trace {
  readonly vertexes: readonly Vertex[]
  readonly statuses: readonly VertexStatus[]
  readonly logs: readonly VertexLog[]
  readonly warnings: readonly VertexWarning[]
}

/** google.protobuf.Timestamp: seconds and nanoseconds. */
const time = (stamp: Message | undefined): number | undefined =>
  stamp === undefined ? undefined : stamp.number(1) * 1000 + stamp.number(2) / 1e6

export function readTrace(base64: string): Trace {
  const status = new Message(Buffer.from(base64, 'base64'))
  return {
    vertexes: status.messages(1).map((vertex) => ({
      id: vertex.text(1),
      name: vertex.text(3),
      cached: vertex.number(4) !== 0,
      started: time(vertex.message(5)),
      completed: time(vertex.message(6)),
      error: vertex.text(7)
    })),
    statuses: status.messages(2).map((one) => ({
      id: one.text(1),
      vertex: one.text(2),
      name: one.text(3),
      current: one.number(4),
      total: one.number(5),
      completed: one.message(8) !== undefined
    })),
    logs: status.messages(3).map((log) => ({
      vertex: log.text(1),
      stream: log.number(3),
      bytes: log.bytesOf(4).at(-1) ?? Buffer.alloc(0)
    })),
    warnings: status.messages(4).map((warning) => {
      const range = warning.messages(7)[0]
      return {
        vertex: warning.text(1),
        short: warning.text(3),
        detail: warning.texts(4).join('\n'),
        url: warning.text(5),
        first: range?.message(1)?.number(1),
        last: range?.message(2)?.number(1)
      }
    })
  }
}
