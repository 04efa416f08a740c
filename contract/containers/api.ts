/** Containers' operations: a part each, in a folder of its own. */
import * as v from 'valibot'
import { call, stream, task } from '../define'
import { PullProgress } from '../images/model'
import { Scope } from '../scope'
import * as commands from './command'
import { lifecycle } from './lifecycle/api'
import { logs } from './logs/api'
import { ContainersChange } from './model'
import { OnContainer } from './requests'
import { RunRequest, RunResult } from './run'
import { terminal } from './terminal/api'

export const containers = {
  /** One snapshot on connect and reconnect, then upserts and removals. */
  watch: stream({ request: Scope, item: ContainersChange, command: commands.list }),
  /** The engine's own inspect, whole. */
  inspect: call({ request: OnContainer, reply: v.record(v.string(), v.unknown()), command: commands.inspect }),
  /** Pulls the image where it is missing, creates the container and starts it. */
  run: task({ request: RunRequest, progress: PullProgress, result: RunResult, command: commands.run }),
  ...lifecycle,
  ...logs,
  ...terminal
}
