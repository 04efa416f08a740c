import * as v from 'valibot'
import { call, stream } from '../define'
import { Empty, Nothing } from '../scope'
import { Settings } from './model'

export const settings = {
  watch: stream({ request: Empty, item: Settings }),
  /** Replaces the named fields; an invalid one is refused at its field and nothing changes. */
  update: call({ request: v.partial(Settings), reply: Nothing, effect: 'changes' })
}
