/** What a container changed in its files, against its image. */
import * as v from 'valibot'
import { call } from '../../define'
import { OnContainer } from '../requests'
import { diff } from './command'

/** A hundred thousand changes are nothing unusual: two long strings travel faster than as many objects. */
export const Changes = v.object({
  /** `A` added, `C` changed, `D` deleted, a letter for each path; `?` for what an engine calls otherwise. */
  kinds: v.string(),
  /** In no order. No path holds a NUL, which stands between two of them; empty where there is none. */
  paths: v.string()
})
export type Changes = Readonly<v.InferOutput<typeof Changes>>

export const changes = {
  changes: call({ request: OnContainer, reply: Changes, command: diff })
}
