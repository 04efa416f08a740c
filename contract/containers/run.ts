/** What the run form holds: the first part of what `docker run` can say. */
import * as v from 'valibot'
import { ConnectionId } from '../scope'

const portNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535))

export const PublishedPort = v.object({
  /** Address on the host; empty: all. */
  ip: v.optional(v.string()),
  /** Port on the host; absent: the engine picks one. */
  host: v.optional(portNumber),
  container: v.pipe(portNumber, v.minValue(1)),
  protocol: v.picklist(['tcp', 'udp', 'sctp'])
})
export type PublishedPort = Readonly<v.InferOutput<typeof PublishedPort>>

export const EnvironmentVariable = v.object({
  name: v.pipe(v.string(), v.regex(/^[^=\0]+$/, 'A name without "="')),
  value: v.string(),
  /** A secret's value never reaches the history: it shows as `$NAME`. */
  secret: v.boolean()
})
export type EnvironmentVariable = Readonly<v.InferOutput<typeof EnvironmentVariable>>

export const Mount = v.object({
  kind: v.picklist(['volume', 'bind']),
  /** A volume's name or a host path; empty: an anonymous volume. */
  source: v.string(),
  target: v.pipe(v.string(), v.startsWith('/', 'An absolute path in the container')),
  readOnly: v.boolean()
})
export type Mount = Readonly<v.InferOutput<typeof Mount>>

/** One container to be created, as docker's flags say it. */
export const RunOptions = v.object({
  image: v.pipe(v.string(), v.trim(), v.minLength(1)),
  /** Empty: the engine makes one up. */
  name: v.pipe(v.string(), v.regex(/^$|^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/, 'Letters, digits, "_", "." and "-"')),
  /** Arguments after the image; empty: the image's own. */
  command: v.array(v.string()),
  detach: v.boolean(),
  ports: v.array(PublishedPort),
  publishAll: v.boolean(),
  environment: v.array(EnvironmentVariable),
  mounts: v.array(Mount),
  interactive: v.boolean(),
  tty: v.boolean(),
  /** `--rm` */
  autoRemove: v.boolean()
})
export type RunOptions = Readonly<v.InferOutput<typeof RunOptions>>

export const RunRequest = v.object({ connection: ConnectionId, options: RunOptions })
export type RunRequest = v.InferOutput<typeof RunRequest>

export const RunResult = v.object({ id: v.string(), name: v.string(), warnings: v.array(v.string()) })

export const emptyRunOptions: RunOptions = {
  image: '',
  name: '',
  command: [],
  detach: true,
  ports: [],
  publishAll: false,
  environment: [],
  mounts: [],
  interactive: false,
  tty: false,
  autoRemove: false
}
