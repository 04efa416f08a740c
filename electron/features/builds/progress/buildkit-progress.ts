/** BuildKit's vertexes as the steps of a build. */
import { placeOfVertex, type Instruction } from '../../../../contract/builds/instructions'
import type { BuildStep } from '../../../../contract/builds/model'
import type { BuildLog } from './build-log'
import { LineSplitter } from './line-splitter'
import { readTrace, type Trace, type Vertex, type VertexStatus } from './trace'

const isInternal = (name: string): boolean => !/^\[(?!internal\]|auth\])/.test(name)
const isCancelled = (error: string): boolean => /context cancell?ed/i.test(error)

function stateOf({ error, completed, cached, started }: Vertex): BuildStep['state'] {
  if (error !== '') return isCancelled(error) ? 'cancelled' : 'failed'
  if (completed !== undefined) return cached ? 'cached' : 'done'
  return started === undefined ? 'waiting' : 'running'
}

export class BuildKitProgress {
  readonly #splitters = new Map<
    string,
    { readonly step: string; readonly error: boolean; readonly lines: LineSplitter }
  >()

  constructor(
    private readonly log: BuildLog,
    private readonly instructions: readonly Instruction[]
  ) {}

  /** Takes what stands in `aux` of a `moby.buildkit.trace`. */
  take(base64: string): void {
    this.show(readTrace(base64))
  }

  show({ vertexes, statuses, logs, warnings }: Trace): void {
    for (const vertex of vertexes) this.vertex(vertex)
    for (const status of statuses) this.status(status)
    for (const { vertex, stream, bytes } of logs)
      this.log.add(vertex, stream === 2, this.splitter(vertex, stream).push(bytes))
    for (const { short, detail, url, first, last } of warnings)
      this.log.warn({
        message: short,
        detail,
        ...(url === '' ? {} : { url }),
        ...(first === undefined || first === 0
          ? {}
          : { lines: { first, last: last === undefined || last < first ? first : last } })
      })
    for (const { id, completed } of vertexes) if (completed !== undefined) this.flush(id)
  }

  /** Nothing more comes. */
  end(): void {
    for (const { step } of [...this.#splitters.values()]) this.flush(step)
  }

  private vertex(vertex: Vertex): void {
    const { id, name, started, completed, error } = vertex
    const before = this.log.step(id)
    // A vertex that two builds share is told again and again: what was longer ago than this is from the other one.
    const place = before === undefined ? placeOfVertex(this.instructions, name) : undefined
    const lines =
      before?.lines ??
      (place?.instruction === undefined ? undefined : { first: place.instruction.first, last: place.instruction.last })
    const stage = before?.stage ?? place?.stage
    const step: BuildStep = {
      id,
      name,
      internal: isInternal(name),
      ...(stage === undefined ? {} : { stage }),
      ...(lines === undefined ? {} : { lines }),
      state: stateOf(vertex),
      ...(started === undefined ? {} : { startedAt: started }),
      ...(completed === undefined ? {} : { endedAt: completed }),
      ...(completed === undefined || started === undefined ? {} : { duration: Math.max(completed - started, 0) }),
      ...(error === '' ? {} : { error }),
      progress: before?.progress ?? []
    }
    this.log.put(step)
  }

  private status({ id, vertex, name, current, total, completed }: VertexStatus): void {
    const step = this.log.step(vertex)
    if (step === undefined) return
    const one = {
      id,
      name: name === '' ? id : name,
      ...(current > 0 ? { current } : {}),
      ...(total > 0 ? { total } : {}),
      done: completed
    }
    const known = step.progress.some((other) => other.id === id)
    const progress = known ? step.progress.map((other) => (other.id === id ? one : other)) : [...step.progress, one]
    this.log.put({ ...step, progress })
  }

  private splitter(vertex: string, stream: number): LineSplitter {
    const key = `${stream} ${vertex}`
    const known = this.#splitters.get(key)
    if (known !== undefined) return known.lines
    const lines = new LineSplitter()
    this.#splitters.set(key, { step: vertex, error: stream === 2, lines })
    return lines
  }

  private flush(vertex: string): void {
    for (const [key, { step, error, lines }] of this.#splitters) {
      if (step !== vertex) continue
      this.log.add(step, error, lines.end())
      this.#splitters.delete(key)
    }
  }
}
