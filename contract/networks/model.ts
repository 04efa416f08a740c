/** Networks as their list shows them. */
import * as v from 'valibot'
import { EngineId } from '../scope'

/** What a network's address plan gives: one of its subnets. */
export const Subnet = v.object({
  /** `172.18.0.0/16`, `fd00::/64` */
  subnet: v.string(),
  /** Empty where it has none, or the engine does not say. */
  gateway: v.string(),
  /** The part from which containers get addresses; empty: all of it. */
  range: v.string()
})
export type Subnet = Readonly<v.InferOutput<typeof Subnet>>

export const Network = v.object({
  id: v.string(),
  name: v.string(),
  driver: v.string(),
  /** `local`, `swarm` or `global`. */
  scope: v.string(),
  /** Milliseconds since 1970, where the engine says it. */
  created: v.optional(v.number()),
  /** No way out of it. */
  internal: v.boolean(),
  /** Of an overlay: containers of `docker run` may join it. */
  attachable: v.boolean(),
  ipv6: v.boolean(),
  /** Made by swarm for published ports, or a mere bundle of settings: no container joins it. */
  closed: v.boolean(),
  subnets: v.array(Subnet),
  options: v.record(v.string(), v.string()),
  labels: v.record(v.string(), v.string())
})
export type Network = Readonly<v.InferOutput<typeof Network>>

export const NetworksChange = v.variant('kind', [
  /** Everything there is: on connect and reconnect. */
  v.object({ kind: v.literal('snapshot'), networks: v.array(Network) }),
  v.object({ kind: v.literal('upsert'), networks: v.array(Network) }),
  v.object({ kind: v.literal('remove'), ids: v.array(v.string()) })
])
export type NetworksChange = v.InferOutput<typeof NetworksChange>

/** Swarm's ids are 25 letters and digits. */
const NetworkId = v.union([EngineId, v.pipe(v.string(), v.regex(/^[0-9a-z]{25}$/, 'Not an id of the engine'))])
/** A network as a person acts on it: the id acts, the name is what the command shows. */
export const NetworkRef = v.object({ id: NetworkId, name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)) })
export type NetworkRef = v.InferOutput<typeof NetworkRef>

/** Those that an engine has by itself. */
const own = new Set(['bridge', 'host', 'none', 'docker_gwbridge', 'ingress'])
/** Podman's, on every computer. Source: containers/common, libnetwork/types/const.go. */
const podmanId = '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9'
export type BuiltIn = 'bridge' | 'host' | 'none' | 'nat' | 'podman' | 'docker_gwbridge' | 'ingress'

/** The engine's own: they cannot be removed, and a prune leaves them. */
export function builtInOf({ id, name, driver }: Pick<Network, 'id' | 'name' | 'driver'>): BuiltIn | undefined {
  // Windows' and Podman's own; elsewhere a person may call a network so.
  if (name === 'nat') return driver === 'nat' ? 'nat' : undefined
  if (name === 'podman') return id === podmanId ? 'podman' : undefined
  return own.has(name) ? (name as BuiltIn) : undefined
}

/** A container joins it by `docker network connect`. */
export const canJoin = (network: Network): boolean => !network.closed && !['host', 'null'].includes(network.driver)
