/** An engine that Escale knows of, how it is reached and how it is doing. */
import * as v from 'valibot'
import { Failure } from '../failure'
import { ConnectionId } from '../scope'

/** Where the connection was found: it decides its name and how the CLI is told to use it. */
const Source = v.picklist(['environment', 'context', 'place', 'added'])

/** What the engine behind a connection can do, from `/version`, `/info` and `/_ping`. */
export const Capabilities = v.object({
  /** `27.5.1`, as the engine says. */
  version: v.string(),
  /** The API version in use, after negotiation: `1.41`. */
  apiVersion: v.string(),
  os: v.string(),
  arch: v.string(),
  /** The engine's product name as far as it tells: `Docker Engine`, `Podman Engine`, … */
  product: v.string(),
  buildKit: v.boolean()
})
export type Capabilities = v.InferOutput<typeof Capabilities>

/** What a connection that is being made waits for. */
export const WaitsFor = v.picklist(['network', 'ssh', 'engine'])
export type WaitsFor = v.InferOutput<typeof WaitsFor>

export const ConnectionState = v.variant('kind', [
  /** Known, not in use: nothing has been asked of it. */
  v.object({ kind: v.literal('idle') }),
  v.object({
    kind: v.literal('connecting'),
    attempt: v.number(),
    /** `network`: a host that takes the connection. `ssh`: that ssh is let in. `engine`: the engine's answer on what carries it. */
    waitsFor: v.optional(WaitsFor)
  }),
  v.object({
    kind: v.literal('connected'),
    capabilities: Capabilities,
    /** Milliseconds since 1970. */ since: v.number()
  }),
  /** It answers, but something that the app needs does not work: its events, say. */
  v.object({ kind: v.literal('degraded'), capabilities: Capabilities, failure: Failure }),
  v.object({
    kind: v.literal('unreachable'),
    failure: Failure,
    /** How often it was tried since it was last reached. */
    attempt: v.number(),
    /** When the next try is due, milliseconds since 1970. */
    retryAt: v.optional(v.number())
  })
])
export type ConnectionState = v.InferOutput<typeof ConnectionState>

export const Connection = v.object({
  id: ConnectionId,
  /** `default`, a context's name, `Colima`, … */
  name: v.string(),
  source: Source,
  /** As DOCKER_HOST writes it: `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://host:2376`. */
  endpoint: v.string(),
  /** The host behind the name in an ssh address, where the person's ssh config gives it another. */
  host: v.optional(v.string()),
  /** What `docker` needs before its subcommand to act on this engine: `[]`, `['--context', 'x']` or `['-H', 'unix://…']`. */
  cli: v.array(v.string()),
  /** Who the engine is, asked for once several are connected: two connections can lead to one engine. */
  engineId: v.optional(v.string()),
  state: ConnectionState
})
export type Connection = v.InferOutput<typeof Connection>

export const ConnectionsSnapshot = v.object({
  connections: v.array(Connection),
  /** The one that the window shows; undefined when none was found. */
  current: v.optional(ConnectionId)
})
export type ConnectionsSnapshot = v.InferOutput<typeof ConnectionsSnapshot>
