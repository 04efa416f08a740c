/** Which registries one looks into, and how far they are trusted: kept by Escale, for its own questions alone. */
import * as v from 'valibot'
import { call } from '../../define'
import { ConnectionId, Empty, Nothing } from '../../scope'
import { RegistryHost } from '../names'
import { KnownRegistry, RegistryView } from './model'

const TrustRequest = v.object({
  registry: RegistryHost,
  trust: v.variant('kind', [
    v.object({ kind: v.literal('usual') }),
    v.object({ kind: v.literal('insecure') }),
    v.object({ kind: v.literal('authority'), /** Chosen in a dialog. */ file: v.string() })
  ])
})
export type TrustRequest = v.InferOutput<typeof TrustRequest>
const HostRequest = v.object({ registry: RegistryHost })

export const book = {
  known: call({ request: Empty, reply: v.array(KnownRegistry) }),
  add: call({ request: HostRequest, reply: KnownRegistry }),
  /** Takes it off the list, with how it was trusted; a sign-in stays. */
  drop: call({ request: HostRequest, reply: Nothing }),
  trust: call({ request: TrustRequest, reply: KnownRegistry, effect: 'changes' }),
  /** What stands between here and there, for the page that explains it. */
  view: call({
    request: v.object({ connection: ConnectionId, registry: RegistryHost }),
    reply: RegistryView
  })
}
