import * as v from 'valibot'
import { call } from '../define'
import { Scope } from '../scope'
import * as commands from './command'
import { DiskUseRow, EngineVersion } from './model'

export const system = {
  version: call({ request: Scope, reply: EngineVersion, command: commands.version }),
  /** The four lines of `docker system df`, in its order. The engine reckons for seconds where there is much. */
  diskUse: call({ request: Scope, reply: v.array(DiskUseRow), command: commands.diskUse })
}
