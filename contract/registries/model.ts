/** Registries that a person is signed in to. */
import * as v from 'valibot'

export const SignIn = v.object({
  /** As an image's name has it: `docker.io`, `ghcr.io`, `127.0.0.1:5000`. */
  registry: v.string(),
  username: v.string(),
  /**
   * Where the secret is kept: by one of Docker's credential helpers; encrypted by the system, for Escale alone; or in Docker's
   * config.json, where anybody can read it.
   */
  keeper: v.picklist(['helper', 'sealed', 'file']),
  /** The helper's name: `pass`, `osxkeychain`. */
  helper: v.optional(v.string())
})
export type SignIn = Readonly<v.InferOutput<typeof SignIn>>
