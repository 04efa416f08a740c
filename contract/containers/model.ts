/** A container as its list shows it. */
import * as v from 'valibot'
import { Failure } from '../failure'

export const ContainerStateName = v.picklist([
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
  'unknown'
])
export type ContainerStateName = v.InferOutput<typeof ContainerStateName>

export const Port = v.object({
  /** The host's address; absent where the port is exposed and not published. */
  ip: v.optional(v.string()),
  /** The port in the container. */
  private: v.number(),
  /** The port on the host; absent where it is not published. */
  public: v.optional(v.number()),
  protocol: v.string()
})
export type Port = v.InferOutput<typeof Port>

export const Container = v.object({
  id: v.string(),
  /** Without the leading slash; the first where there are several. */
  name: v.string(),
  /** As it was named at `run`; an id where the tag has moved on. */
  image: v.string(),
  imageId: v.string(),
  /** Entrypoint and command in one line, as `docker ps --no-trunc` shows it, without the quotes. */
  command: v.string(),
  state: ContainerStateName,
  health: v.optional(v.picklist(['starting', 'healthy', 'unhealthy'])),
  /** The exit code, where the state is `exited` or `dead` and the engine said it. */
  exitCode: v.optional(v.number()),
  /** The engine's own words: `Up 3 minutes (healthy)`, `Exited (0) 5 seconds ago`. True when it was read. */
  status: v.string(),
  /** Milliseconds since 1970. */
  created: v.number(),
  /** When the state last began or ended, milliseconds since 1970, where known: from events, or the words of `status`. */
  since: v.optional(v.number()),
  ports: v.array(Port),
  labels: v.record(v.string(), v.string()),
  networks: v.array(v.string()),
  /** What it has on each, IPv4 first; absent while it has none, as when it does not run. */
  addresses: v.optional(v.array(v.object({ network: v.string(), address: v.string() }))),
  /** Names of the volumes that it mounts. */
  volumes: v.array(v.string())
})
export type Container = Readonly<v.InferOutput<typeof Container>>

export const ContainersChange = v.variant('kind', [
  /** Everything there is: on connect and reconnect. */
  v.object({ kind: v.literal('snapshot'), containers: v.array(Container) }),
  v.object({ kind: v.literal('upsert'), containers: v.array(Container) }),
  v.object({ kind: v.literal('remove'), ids: v.array(v.string()) })
])
export type ContainersChange = v.InferOutput<typeof ContainersChange>

/** A line of a log. */
export const LogLine = v.object({
  /** The engine's own timestamp, RFC 3339 with nanoseconds. */
  at: v.string(),
  source: v.picklist(['stdout', 'stderr']),
  /** Without its line end; may hold ANSI sequences. */
  text: v.string()
})
export type LogLine = Readonly<v.InferOutput<typeof LogLine>>

/** What became of each container of an action on several. */
export const ActionResults = v.object({
  done: v.array(v.string()),
  failed: v.array(v.object({ id: v.string(), failure: Failure }))
})
export type ActionResults = v.InferOutput<typeof ActionResults>
