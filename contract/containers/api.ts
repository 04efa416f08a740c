/** Containers' operations: a part each, in a folder of its own. */
import * as v from 'valibot'
import { call, task } from '../define'
import { PullProgress } from '../images/model'
import * as commands from './command'
import { lifecycle } from './lifecycle/api'
import { list } from './list/api'
import { logs } from './logs/api'
import { changes } from './changes/api'
import { events } from './events/api'
import { processes } from './processes/api'
import { OnContainer } from './requests'
import { RunRequest, RunResult } from './run'
import { stats } from './stats/api'
import { terminal } from './terminal/api'

export const containers = {
  /** The engine's own inspect, whole. */
  inspect: call({ request: OnContainer, reply: v.record(v.string(), v.unknown()), command: commands.inspect }),
  /** Pulls the image where it is missing, creates the container and starts it. */
  run: task({ request: RunRequest, progress: PullProgress, result: RunResult, command: commands.run }),
  ...list,
  ...lifecycle,
  ...logs,
  ...terminal,
  ...changes,
  ...events,
  ...processes,
  ...stats
}
