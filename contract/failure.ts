/** What can go wrong, as a value: the only form in which a failure crosses the process boundary. */
import * as v from 'valibot'

const ContainerUser = v.object({ id: v.string(), name: v.string(), running: v.boolean() })

/** What the person can do next, as the window offers it. */
const Remedy = v.variant('kind', [
  v.object({ kind: v.literal('retry') }),
  v.object({ kind: v.literal('force') }),
  v.object({ kind: v.literal('sign-in'), registry: v.string() }),
  /** How a registry comes to be trusted, by its certificate or without one, is explained. */
  v.object({ kind: v.literal('trust-registry'), registry: v.string() }),
  v.object({ kind: v.literal('run'), command: v.string() }),
  v.object({ kind: v.literal('rename') }),
  v.object({ kind: v.literal('choose-port'), suggestion: v.optional(v.number()) })
])
export type Remedy = v.InferOutput<typeof Remedy>

const common = {
  /** The engine's, registry's or system's own words; never a stack. Empty when they said nothing. */
  message: v.string(),
  remedy: v.optional(Remedy)
}

export const Failure = v.variant('kind', [
  v.object({
    kind: v.literal('engine-unreachable'),
    /** Why, as far as the system told: picks the sentence and the cure that a person reads. */
    reason: v.picklist([
      'no-endpoint',
      'no-socket',
      'refused',
      'timed-out',
      'lost',
      'name-not-found',
      'tls-untrusted',
      'tls-expired',
      'tls-name',
      'tls-not-yet',
      'tls-client-refused',
      'tls-client-missing',
      'tls-client-expired',
      'tls-material',
      /** The key belongs to another certificate. */ 'tls-key',
      /** It speaks TLS, and was spoken to without. */ 'tls-required',
      /** It was spoken to in TLS, and speaks none. */ 'tls-absent',
      'not-docker',
      'too-old',
      /** There is no ssh program here. */ 'ssh-missing',
      'ssh-key-refused',
      'ssh-host-unknown',
      /** The host shows another key than before. */ 'ssh-host-changed',
      'ssh-refused',
      'ssh-timed-out',
      /** ssh asked a person, and nobody answered. */ 'ssh-unanswered',
      'ssh-no-docker',
      'ssh-no-socket',
      'ssh-socket-permission',
      /** No forwarding over there, and no docker command that could do without. */ 'ssh-forwarding',
      'ssh-lost',
      /** Anything else that ssh says. */ 'ssh-failed',
      'other'
    ]),
    ...common
  }),
  v.object({ kind: v.literal('permission-denied'), subject: v.picklist(['socket', 'file', 'other']), ...common }),
  v.object({
    kind: v.literal('not-found'),
    /** `platform`: the image is there, and none of it for `linux/riscv64`. */
    subject: v.picklist(['container', 'image', 'platform', 'volume', 'network', 'command', 'file', 'other']),
    name: v.optional(v.string()),
    ...common
  }),
  v.object({
    kind: v.literal('conflict'),
    reason: v.picklist([
      'name-taken',
      'port-taken',
      'in-use',
      'running',
      'not-running',
      'already',
      'paused',
      'several-references',
      'other'
    ]),
    /** Who stands in the way: containers that use it, or the one that holds the name or the port. */
    users: v.optional(v.array(ContainerUser)),
    /** The name or port in question. */
    name: v.optional(v.string()),
    ...common
  }),
  v.object({ kind: v.literal('invalid-input'), field: v.optional(v.string()), ...common }),
  v.object({ kind: v.literal('auth-required'), registry: v.optional(v.string()), ...common }),
  v.object({ kind: v.literal('rate-limited'), /** Unix time in seconds. */ until: v.optional(v.number()), ...common }),
  v.object({ kind: v.literal('unsupported'), ...common }),
  v.object({ kind: v.literal('cancelled'), ...common }),
  v.object({ kind: v.literal('timed-out'), ...common }),
  v.object({
    kind: v.literal('disk-full'),
    /** This computer's disk; else the engine's. */ here: v.optional(v.boolean()),
    ...common
  }),
  v.object({
    kind: v.literal('network'),
    /** A registry or Hub could not be reached. */ host: v.optional(v.string()),
    /** Its certificate is not trusted, or it speaks plain HTTP where encryption was asked for. */
    reason: v.optional(v.picklist(['certificate', 'plain'])),
    ...common
  }),
  v.object({
    kind: v.literal('engine-error'),
    status: v.optional(v.number()),
    /** A program of this computer that said no, in the engine's place: `colima`. */
    program: v.optional(v.string()),
    ...common
  }),
  v.object({ kind: v.literal('internal'), ...common })
])
export type Failure = v.InferOutput<typeof Failure>
export type FailureKind = Failure['kind']

export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure }

export const succeeded = <Value>(value: Value): Outcome<Value> => ({ ok: true, value })
export const failed = (failure: Failure): Outcome<never> => ({ ok: false, failure })

/** Closes a switch over a union: a kind that is added later fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
