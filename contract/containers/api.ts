import * as v from 'valibot'
import { call, stream, task } from '../define'
import { PullProgress } from '../images/model'
import { ConnectionId, ContainerRef, Scope } from '../scope'
import * as commands from './command'
import { ActionResults, ContainersChange, LogBatch } from './model'
import { RunRequest, RunResult } from './run'

/** One container or many; one docker command either way. */
const OnContainers = v.object({
  connection: ConnectionId,
  containers: v.pipe(v.array(ContainerRef), v.minLength(1), v.maxLength(5000))
})
export type OnContainers = v.InferOutput<typeof OnContainers>

/** Seconds before KILL; absent: the container's own, or the engine's 10. */
const seconds = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400)))
const StopRequest = v.object({ ...OnContainers.entries, timeout: seconds })
const signal = v.optional(v.pipe(v.string(), v.regex(/^[A-Z0-9+-]{1,20}$/i, 'A signal by name or number')))
const KillRequest = v.object({ ...OnContainers.entries, signal })
const RemoveRequest = v.object({
  ...OnContainers.entries,
  /** Kill it first where it runs. */
  force: v.boolean(),
  /** Its anonymous volumes go too. */
  volumes: v.boolean()
})
const LogsRequest = v.object({
  connection: ConnectionId,
  container: ContainerRef,
  follow: v.boolean(),
  /** The last N lines first; absent: all. */
  tail: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
})
const AttachRequest = v.object({ connection: ConnectionId, container: ContainerRef })
const ContainerRequest = v.object({ connection: ConnectionId, container: ContainerRef })

export type StopRequest = v.InferOutput<typeof StopRequest>
export type KillRequest = v.InferOutput<typeof KillRequest>
export type RemoveRequest = v.InferOutput<typeof RemoveRequest>
export type LogsRequest = v.InferOutput<typeof LogsRequest>
export type ContainerRequest = v.InferOutput<typeof ContainerRequest>

/** Those that went well make one command; those that were refused one for each reason. */
function outcomes<Request extends OnContainers>(request: Request, reply: ActionResults) {
  const done = request.containers.filter(({ id }) => reply.done.includes(id))
  const refused = reply.failed.map(({ id, failure }) => ({
    request: { ...request, containers: request.containers.filter((container) => container.id === id) },
    failure
  }))
  return done.length === 0 ? refused : [{ request: { ...request, containers: done } }, ...refused]
}

const onMany = { request: OnContainers, reply: ActionResults, effect: 'changes', outcomes } as const

export const containers = {
  /** One snapshot on connect and reconnect, then upserts and removals. */
  watch: stream({ request: Scope, item: ContainersChange, command: commands.list }),
  start: call({ ...onMany, command: commands.start }),
  stop: call({ request: StopRequest, reply: ActionResults, effect: 'changes', outcomes, command: commands.stop }),
  restart: call({ request: StopRequest, reply: ActionResults, effect: 'changes', outcomes, command: commands.restart }),
  pause: call({ ...onMany, command: commands.pause }),
  unpause: call({ ...onMany, command: commands.unpause }),
  kill: call({ request: KillRequest, reply: ActionResults, effect: 'changes', outcomes, command: commands.kill }),
  remove: call({
    request: RemoveRequest,
    reply: ActionResults,
    effect: 'destroys',
    outcomes,
    command: commands.remove
  }),
  /** The engine's own inspect, whole. */
  inspect: call({ request: ContainerRequest, reply: v.record(v.string(), v.unknown()), command: commands.inspect }),
  logs: stream({ request: LogsRequest, item: LogBatch, command: commands.logs }),
  /** Pulls the image where it is missing, creates the container and starts it. */
  run: task({ request: RunRequest, progress: PullProgress, result: RunResult, command: commands.run }),
  /** The main process's own terminal: what it writes from now on, and its input. */
  attach: stream({
    request: AttachRequest,
    item: v.object({ source: v.picklist(['stdout', 'stderr']), text: v.string() }),
    input: v.variant('kind', [
      v.object({ kind: v.literal('text'), text: v.string() }),
      v.object({
        kind: v.literal('resize'),
        columns: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
        rows: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))
      })
    ]),
    command: commands.attach,
    effect: 'changes'
  })
}
