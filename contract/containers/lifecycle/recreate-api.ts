/** A container replaced by one with other options under its name; where that fails, the old one comes back. */
import * as v from 'valibot'
import { task } from '../../define'
import { PullProgress } from '../../images/model'
import { OnContainer } from '../requests'
import { RunOptions, RunResult } from '../run'
import * as commands from './recreate-command'

const RecreateRequest = v.object({
  ...OnContainer.entries,
  options: RunOptions,
  /** Asks the registry for a newer image first. */
  pull: v.boolean(),
  /** Off: the new one is made and not started. On where nothing is said. */
  start: v.optional(v.boolean())
})
export type RecreateRequest = v.InferOutput<typeof RecreateRequest>

export const RecreatePhase = v.picklist(['pull', 'stop', 'rename', 'create', 'start', 'remove', 'restore'])
export type RecreatePhase = v.InferOutput<typeof RecreatePhase>

export const recreate = {
  /** `warnings` also says where the old one could not be removed, and its name. */
  recreate: task({
    request: RecreateRequest,
    progress: v.object({ ...PullProgress.entries, phase: RecreatePhase }),
    result: RunResult,
    effect: 'destroys',
    command: commands.recreate,
    steps: commands.recreateSteps
  })
}
