/** Signing in to registries and out, with Docker's own credentials: the docker CLI sees the same. */
import * as v from 'valibot'
import { call } from '../define'
import { ConnectionId, Empty, Nothing } from '../scope'
import { book } from './book/api'
import { browse } from './browse/api'
import * as commands from './command'
import { SignIn } from './model'
import { RegistryName } from './names'

const SignInRequest = v.object({
  /** The engine tries it: it is the one that will pull and push. */
  connection: ConnectionId,
  registry: RegistryName,
  username: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(10_000)),
  /** Where there is no helper, the person has agreed that it is kept in a file that anybody who reads it can use. */
  plain: v.boolean()
})
const SignOutRequest = v.object({ registry: RegistryName })
export type SignInRequest = v.InferOutput<typeof SignInRequest>
export type SignOutRequest = v.InferOutput<typeof SignOutRequest>

export const registries = {
  list: call({ request: Empty, reply: v.array(SignIn) }),
  /** The helper that would keep a sign-in; without one, `sealed` says whether the system would encrypt it. */
  keeper: call({ request: SignOutRequest, reply: v.object({ helper: v.optional(v.string()), sealed: v.boolean() }) }),
  /** Fails with auth-required where the registry refuses, and with conflict (other) where it would be kept plainly unasked. */
  signIn: call({ request: SignInRequest, reply: SignIn, effect: 'changes', command: commands.signIn }),
  signOut: call({ request: SignOutRequest, reply: Nothing, effect: 'changes', command: commands.signOut }),
  ...book,
  ...browse
}
