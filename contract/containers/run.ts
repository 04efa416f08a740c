/** What `docker run` and `docker create` can say, as the form holds it and the engine is asked for it. */
import * as v from 'valibot'
import { ConnectionId } from '../scope'
import { emptyFields, fieldEntries } from './run-fields'

const portNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535))

export const PublishedPort = v.object({
  /** Address on the host; empty: all. */
  ip: v.optional(v.string()),
  /** Port on the host; absent: the engine picks one. */
  host: v.optional(portNumber),
  /** `-p 8000-8010:80`: the engine picks a free one from `host` to this. */
  hostLast: v.optional(portNumber),
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
  kind: v.picklist(['volume', 'bind', 'tmpfs']),
  /** A volume's name or a host path; empty: an anonymous volume, or memory. */
  source: v.string(),
  target: v.pipe(v.string(), v.startsWith('/', 'An absolute path in the container')),
  readOnly: v.boolean(),
  /**
   * Which flag says it, for they differ: `-v` makes a host folder that is not there, `--mount` refuses it. `tmpfs` is
   * `--tmpfs`.
   */
  flag: v.picklist(['volume', 'mount', 'tmpfs']),
  /**
   * What else the flag says, in its own words and order, without `ro`: `z`, `nocopy`, `rshared` after `-v`; `size=64m`,
   * `mode=1777` after `--tmpfs`; `bind-propagation=rshared`, `volume-driver=local`, `tmpfs-size=64m` in `--mount`.
   */
  options: v.array(v.string())
})
export type Mount = Readonly<v.InferOutput<typeof Mount>>

/** A network that the container is on from its start. */
export const RunNetwork = v.object({
  /** `bridge`, `host`, `none`, `container:NAME`, or a network's name or id. */
  name: v.pipe(v.string(), v.minLength(1)),
  aliases: v.array(v.string()),
  /** Empty: the engine gives one. */
  ip: v.string(),
  ip6: v.string(),
  linkLocalIps: v.array(v.string()),
  /** Of this network alone (`--network name=…,mac-address=…`); empty: the engine gives one. */
  macAddress: v.string(),
  /** `driver-opt`, each `KEY=VALUE`. */
  driverOptions: v.array(v.string())
})
export type RunNetwork = Readonly<v.InferOutput<typeof RunNetwork>>

export const RestartPolicy = v.object({
  name: v.picklist(['no', 'always', 'unless-stopped', 'on-failure']),
  /** Of `on-failure`: how often at most; absent: without end. */
  maximumRetries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
})
export type RestartPolicy = Readonly<v.InferOutput<typeof RestartPolicy>>

/** Durations in milliseconds; absent: the image's own, or docker's. */
export const Healthcheck = v.variant('kind', [
  /** The image's own, where it has one. */
  v.object({ kind: v.literal('image') }),
  /** `--no-healthcheck` */
  v.object({ kind: v.literal('none') }),
  v.object({
    kind: v.literal('own'),
    /** A line for the container's shell; empty: the image's test, with these times. */
    command: v.string(),
    interval: v.optional(v.number()),
    timeout: v.optional(v.number()),
    startPeriod: v.optional(v.number()),
    startInterval: v.optional(v.number()),
    retries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
  })
])
export type Healthcheck = Readonly<v.InferOutput<typeof Healthcheck>>

/** One container to be created, as docker's flags say it. Those of one flag and one plain value stand in run-fields. */
export const RunOptions = v.object({
  image: v.pipe(v.string(), v.trim(), v.minLength(1)),
  /** Empty: the engine makes one up. */
  name: v.pipe(v.string(), v.regex(/^$|^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/, 'Letters, digits, "_", "." and "-"')),
  /** The program in place of the image's; absent: the image's own, empty: none (`--entrypoint ""`). */
  entrypoint: v.optional(v.string()),
  /** Arguments after the image; empty: the image's own. */
  command: v.array(v.string()),
  ports: v.array(PublishedPort),
  environment: v.array(EnvironmentVariable),
  mounts: v.array(Mount),
  /** None: the engine's default network. */
  networks: v.array(RunNetwork),
  restart: RestartPolicy,
  healthcheck: Healthcheck,
  ...fieldEntries
})
export type RunOptions = Readonly<v.InferOutput<typeof RunOptions>>

export const RunRequest = v.object({ connection: ConnectionId, options: RunOptions })
export type RunRequest = v.InferOutput<typeof RunRequest>

export const RunResult = v.object({ id: v.string(), name: v.string(), warnings: v.array(v.string()) })

export const emptyRunOptions: RunOptions = {
  image: '',
  name: '',
  entrypoint: undefined,
  command: [],
  ports: [],
  environment: [],
  mounts: [],
  networks: [],
  restart: { name: 'no' },
  healthcheck: { kind: 'image' },
  ...emptyFields,
  detach: true
}
