/** Registries that a person looks into, how far each is trusted, and what the engine makes of it. */
import * as v from 'valibot'

export const Trust = v.variant('kind', [
  /** The system's authorities, those in certs.d, and what the engine says. */
  v.object({ kind: v.literal('usual') }),
  /** Any certificate, or none: by the person's own choice. */
  v.object({ kind: v.literal('insecure') }),
  /** An authority that the person chose, beside the usual ones. */
  v.object({ kind: v.literal('authority'), /** Where it was read from. */ file: v.string() })
])
export type Trust = Readonly<v.InferOutput<typeof Trust>>

export const KnownRegistry = v.object({ registry: v.string(), trust: Trust })
export type KnownRegistry = Readonly<v.InferOutput<typeof KnownRegistry>>

export const CertificateFile = v.object({
  path: v.string(),
  /** `CN=Example CA`. */
  subject: v.optional(v.string()),
  /** Milliseconds since 1970. */
  until: v.optional(v.number()),
  /** Why it cannot be used. */
  problem: v.optional(v.string())
})
export type CertificateFile = Readonly<v.InferOutput<typeof CertificateFile>>

export const RegistryView = v.object({
  registry: v.string(),
  trust: Trust,
  /** The engine asks it without encryption, or with any certificate (`insecure-registries`). */
  insecureForEngine: v.boolean(),
  /** What the engine asks in place of Docker Hub. */
  mirrors: v.array(v.string()),
  /** Of this computer's certs.d, for this registry. */
  certificates: v.array(CertificateFile),
  /** Where they belong on this computer, the engine's own first. */
  folders: v.array(v.string()),
  /** Docker Desktop keeps the engine's settings itself: they are edited in its own. */
  desktop: v.boolean(),
  /** The engine runs without root: its files are the person's own. */
  rootless: v.boolean(),
  /** `linux`, `windows`. */
  engineOs: v.string()
})
export type RegistryView = Readonly<v.InferOutput<typeof RegistryView>>
