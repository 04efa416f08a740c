/**
 * A line of `docker buildx build --progress=rawjson`, which is what BuildKit tells as it goes (client.SolveStatus of
 * moby/buildkit's client/graph.go, as JSON; bytes in base64, times as RFC 3339):
 *   {"vertexes":[{"digest":"sha256:…","name":"[2/3] RUN make","started":"2024-03-05T10:00:00.1Z"}]}
 *   {"logs":[{"vertex":"sha256:…","stream":1,"data":"aGVsbG8K","timestamp":"2024-03-05T10:00:00.2Z"}]}
 */
import * as v from 'valibot'
import type { Trace } from '../progress/trace'

const text = v.optional(v.string(), '')
const number = v.optional(v.number(), 0)
const bytes = v.pipe(
  text,
  v.transform((base64) => Buffer.from(base64, 'base64'))
)
/** Milliseconds since 1970. */
const time = v.pipe(
  v.nullish(v.string()),
  v.transform((at) => {
    const milliseconds = typeof at === 'string' ? Date.parse(at) : Number.NaN
    return Number.isNaN(milliseconds) ? undefined : milliseconds
  })
)
const list = <Item extends v.GenericSchema>(item: Item) => v.optional(v.array(item), [])
const Place = v.optional(v.object({ line: v.optional(v.number()) }))

const Status = v.object({
  vertexes: list(
    v.object({
      digest: text,
      name: text,
      cached: v.optional(v.boolean(), false),
      started: time,
      completed: time,
      error: text
    })
  ),
  statuses: list(v.object({ id: text, vertex: text, name: text, current: number, total: number, completed: time })),
  logs: list(v.object({ vertex: text, stream: number, data: bytes })),
  warnings: list(
    v.object({
      vertex: text,
      short: bytes,
      detail: list(bytes),
      url: text,
      range: list(v.object({ start: Place, end: Place }))
    })
  )
})

/** Undefined: it is no such line, but words for a person. */
export function readStatusLine(line: string): Trace | undefined {
  if (!line.startsWith('{')) return undefined
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch {
    return undefined
  }
  const parsed = v.safeParse(Status, raw)
  if (!parsed.success) return undefined
  const { vertexes, statuses, logs, warnings } = parsed.output
  return {
    vertexes: vertexes.map(({ digest, started, completed, ...vertex }) => ({
      id: digest,
      started,
      completed,
      ...vertex
    })),
    statuses: statuses.map((status) => ({ ...status, completed: status.completed !== undefined })),
    logs: logs.map(({ vertex, stream, data }) => ({ vertex, stream, bytes: data })),
    warnings: warnings.map(({ vertex, short, detail, url, range: [range] }) => ({
      vertex,
      short: short.toString('utf8'),
      detail: detail.map((one) => one.toString('utf8')).join('\n'),
      url,
      first: range?.start?.line,
      last: range?.end?.line
    }))
  }
}
