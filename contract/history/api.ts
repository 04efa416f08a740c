import * as v from 'valibot'
import { call, stream } from '../define'
import { Empty, Nothing } from '../scope'
import { HistoryChange } from './model'

export const history = {
  watch: stream({ request: Empty, item: HistoryChange }),
  clear: call({ request: Empty, reply: Nothing, effect: 'destroys' }),
  /** The history as a POSIX shell script, as `saveScript` writes it. */
  script: call({ request: Empty, reply: v.object({ text: v.string() }) }),
  /** Asks where, and writes the script there; `path` is absent when the person thought better of it. */
  saveScript: call({ request: Empty, reply: v.object({ path: v.optional(v.string()) }), effect: 'changes' })
}
