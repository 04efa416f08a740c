/** What is known of each connection beside its state: where it was found, its certificates, what the CLI makes of it. */
import * as v from 'valibot'
import { ConnectionId } from '../../scope'
import { Failure } from '../../failure'
import { ContextName } from '../context-name'
import { Capabilities } from '../model'

/** Empty: none. */
const path = v.pipe(v.string(), v.trim(), v.maxLength(4096))

/** An engine's address with what TLS needs: paths of PEM files on this computer. */
export const Address = v.object({
  /** As DOCKER_HOST writes it. */
  host: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000)),
  ca: path,
  cert: path,
  key: path,
  /** The engine's certificate is not checked. */
  skipTlsVerify: v.boolean()
})
export type Address = Readonly<v.InferOutput<typeof Address>>

export const Description = v.pipe(v.string(), v.maxLength(2000))
export const NewContext = v.object({ name: ContextName, description: Description, ...Address.entries })
export type NewContext = Readonly<v.InferOutput<typeof NewContext>>

export const Certificate = v.object({
  /** Of the authority that signed the engine's, or this computer's own, which the engine checks. */
  use: v.picklist(['authority', 'client']),
  file: v.string(),
  /** `CN=…`. */
  subject: v.optional(v.string()),
  /** Milliseconds since 1970. */
  from: v.optional(v.number()),
  until: v.optional(v.number()),
  /** Why it cannot be used, in the system's own words. */
  problem: v.optional(v.string())
})
export type Certificate = Readonly<v.InferOutput<typeof Certificate>>

export const ConnectionFacts = v.object({
  connection: ConnectionId,
  /** How it is reached, with the paths of its TLS files. */
  address: v.object({
    host: v.string(),
    ca: v.string(),
    cert: v.string(),
    key: v.string(),
    skipTlsVerify: v.boolean()
  }),
  security: v.picklist(['local', 'plain', 'tls', 'tls-unverified', 'ssh', 'other']),
  /** A context of docker's store: it can be edited and removed. */
  context: v.optional(
    v.object({
      name: v.string(),
      description: v.string(),
      /** Its `meta.json`. */
      file: v.string(),
      /** What else it names: `kubernetes`. */
      otherEndpoints: v.array(v.string())
    })
  ),
  certificates: v.array(Certificate),
  /** What `docker` without `--context` and `-H` acts on. */
  cliCurrent: v.boolean(),
  /** It is used on, and found no longer: its context was removed, its socket is gone. */
  gone: v.boolean(),
  /** DOCKER_TLS_VERIFY or DOCKER_TLS spoil `docker -H` for it in a terminal: it wants certificates of a socket. */
  spoiledByTls: v.boolean()
})
export type ConnectionFacts = Readonly<v.InferOutput<typeof ConnectionFacts>>

/** The variables that the docker CLI listens to. */
export const dockerVariables = [
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_TLS_VERIFY',
  'DOCKER_TLS',
  'DOCKER_CERT_PATH',
  'DOCKER_CONFIG'
] as const

export const StoreProblem = v.object({
  /** A path, or a variable's name. */
  file: v.string(),
  kind: v.picklist(['unreadable', 'broken', 'misplaced', 'reserved', 'no-engine', 'missing', 'bad-address']),
  /** The system's own words, or the name in question. */
  message: v.string()
})
export type StoreProblem = Readonly<v.InferOutput<typeof StoreProblem>>

export const ConnectionBook = v.object({
  /** Docker's folder of settings; undefined where there is no home and DOCKER_CONFIG names none. */
  folder: v.optional(v.string()),
  /** Those that are set. */
  variables: v.array(v.object({ name: v.picklist(dockerVariables), value: v.string() })),
  /** What the CLI goes by, and why. */
  cli: v.object({
    by: v.picklist(['host', 'variable', 'config', 'default']),
    /** The context's name; empty with DOCKER_HOST. */
    context: v.string(),
    /** What `docker context use` last chose. */
    configured: v.string()
  }),
  problems: v.array(StoreProblem),
  facts: v.array(ConnectionFacts)
})
export type ConnectionBook = Readonly<v.InferOutput<typeof ConnectionBook>>

export const TestResult = v.variant('kind', [
  v.object({
    kind: v.literal('reached'),
    capabilities: Capabilities,
    /** From the first dial to the engine's version. */ milliseconds: v.number(),
    /** Who the engine is, where it tells. */ engineId: v.optional(v.string())
  }),
  v.object({
    kind: v.literal('failed'),
    failure: Failure,
    /** Where it is mended. */ field: v.picklist(['host', 'ca', 'cert', 'key'])
  })
])
export type TestResult = Readonly<v.InferOutput<typeof TestResult>>
