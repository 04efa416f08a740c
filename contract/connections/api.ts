import { call, stream } from '../define'
import { Empty, Nothing, Scope } from '../scope'
import { book } from './book/api'
import { ConnectionsSnapshot } from './model'
import { prompts } from './prompts/api'

export const connections = {
  /** The whole list, again at each change: it is short. */
  watch: stream({ request: Empty, item: ConnectionsSnapshot }),
  /** Makes a connection the one that the window shows; remembered. */
  select: call({ request: Scope, reply: Nothing, effect: 'changes' }),
  /** Tries an unreachable engine now instead of at its next turn. */
  retry: call({ request: Scope, reply: Nothing }),
  /** Ends a try that is under way, at once; the engine is then away until somebody asks for it again. */
  cancel: call({ request: Scope, reply: Nothing }),
  /** Looks again for endpoints: DOCKER_HOST, contexts, the usual places. */
  discover: call({ request: Empty, reply: Nothing }),
  ...book,
  ...prompts
}
