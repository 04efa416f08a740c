/** What ssh asks of a person while a connection is opened. */
import * as v from 'valibot'
import { ConnectionId } from '../../scope'

export const SshQuestion = v.variant('kind', [
  /** A host that was never seen: whether it is the right one. The answer is `yes`. */
  v.object({
    kind: v.literal('host-key'),
    host: v.string(),
    /** `ED25519`. */ keyType: v.string(),
    /** `SHA256:…`; empty where ssh did not say. */ fingerprint: v.string(),
    /** The same key is known under these names. */ knownAs: v.array(v.string())
  }),
  /** `key`: the file that it opens. */
  v.object({ kind: v.literal('passphrase'), key: v.string() }),
  /** `account`: `ada@host`. */
  v.object({ kind: v.literal('password'), account: v.string() }),
  v.object({ kind: v.literal('pin'), key: v.string() }),
  /** Nothing to type: a security key waits to be touched. */
  v.object({ kind: v.literal('touch'), key: v.string() }),
  /** The far side's own question: a one-time code, say. */
  v.object({ kind: v.literal('other') })
])
export type SshQuestion = v.InferOutput<typeof SshQuestion>

export const Prompt = v.object({
  id: v.string(),
  connection: ConnectionId,
  /** `ssh://ada@host`. */
  endpoint: v.string(),
  question: SshQuestion,
  /** ssh's own words. */
  text: v.string(),
  /** It was asked before, and the answer was not right. */
  again: v.boolean()
})
export type Prompt = v.InferOutput<typeof Prompt>
