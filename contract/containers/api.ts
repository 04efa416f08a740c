/** Containers' operations: a part each, in a folder of its own. */
import * as v from 'valibot'
import { call, task } from '../define'
import { PullProgress } from '../images/model'
import * as commands from './command'
import { files } from './files/api'
import { lifecycle } from './lifecycle/api'
import { list } from './list/api'
import { logs } from './logs/api'
import { changes } from './changes/api'
import { events } from './events/api'
import { processes } from './processes/api'
import { OnContainer } from './requests'
import { RunOptions, RunRequest, RunResult } from './run'
import { stats } from './stats/api'
import { terminal } from './terminal/api'

export const containers = {
  /** The engine's own inspect, whole. */
  inspect: call({ request: OnContainer, reply: v.record(v.string(), v.unknown()), command: commands.inspect }),
  /** Pulls the image where it is missing, creates the container and starts it. */
  run: task({ request: RunRequest, progress: PullProgress, result: RunResult, command: commands.run }),
  /** The same without the start. */
  create: task({ request: RunRequest, progress: PullProgress, result: RunResult, command: commands.create }),
  /** The options that make this container again; `lost` names what `docker run` cannot say of it. */
  runOptions: call({
    request: OnContainer,
    reply: v.object({ options: RunOptions, lost: v.array(v.string()) }),
    command: commands.inspect
  }),
  ...list,
  ...lifecycle,
  ...logs,
  ...files,
  ...terminal,
  ...changes,
  ...events,
  ...processes,
  ...stats
}
