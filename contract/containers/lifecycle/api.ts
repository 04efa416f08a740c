/** A container's life: started, stopped, frozen, ended, removed. */
import * as v from 'valibot'
import { call } from '../../define'
import { ActionResults } from '../model'
import { OnContainers, outcomes } from '../requests'
import { care } from './care-api'
import * as commands from './command'
import { prune } from './prune-api'
import { recreate } from './recreate-api'

/** Seconds before KILL; absent: the container's own, or the engine's 10. */
const seconds = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400)))
const StopRequest = v.object({ ...OnContainers.entries, timeout: seconds })
const signal = v.optional(v.pipe(v.string(), v.regex(/^[A-Z0-9+-]{1,20}$/i, 'A signal by name or number')))
const KillRequest = v.object({ ...OnContainers.entries, signal })
const RemoveRequest = v.object({
  ...OnContainers.entries,
  /** Kill it first where it runs. */
  force: v.boolean(),
  /** Its anonymous volumes go too. */
  volumes: v.boolean()
})

export type StopRequest = v.InferOutput<typeof StopRequest>
export type KillRequest = v.InferOutput<typeof KillRequest>
export type RemoveRequest = v.InferOutput<typeof RemoveRequest>

const onMany = { request: OnContainers, reply: ActionResults, effect: 'changes', outcomes } as const

export const lifecycle = {
  start: call({ ...onMany, command: commands.start }),
  stop: call({ request: StopRequest, reply: ActionResults, effect: 'changes', outcomes, command: commands.stop }),
  restart: call({ request: StopRequest, reply: ActionResults, effect: 'changes', outcomes, command: commands.restart }),
  pause: call({ ...onMany, command: commands.pause }),
  unpause: call({ ...onMany, command: commands.unpause }),
  kill: call({ request: KillRequest, reply: ActionResults, effect: 'changes', outcomes, command: commands.kill }),
  remove: call({
    request: RemoveRequest,
    reply: ActionResults,
    effect: 'destroys',
    outcomes,
    command: commands.remove
  }),
  ...care,
  ...prune,
  ...recreate
}
