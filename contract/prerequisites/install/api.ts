import * as v from 'valibot'
import { call, task } from '../../define'
import { Empty } from '../../scope'
import { InstallOptions, InstallProgress, InstallSystem } from './model'

const FactsReply = v.object({
  /** What was read, by a name: a run follows these very facts, so that what was shown is what is run. */
  id: v.string(),
  system: InstallSystem,
  /** Who asks for rights here; `none`: nobody can, and what needs them is copied into a terminal. */
  rights: v.picklist(['root', 'pkexec', 'sudo', 'osascript', 'uac', 'none'])
})
const RunRequest = v.object({
  facts: v.string(),
  options: InstallOptions,
  /** The id of the step to go on from; absent: the first. */
  from: v.optional(v.pipe(v.string(), v.maxLength(100)))
})
export type InstallFacts = Readonly<v.InferOutput<typeof FactsReply>>

export const install = {
  /** Reads what decides the steps; changes nothing. */
  installFacts: call({ request: Empty, reply: FactsReply }),
  /**
   * Runs the steps of these facts and options, after they were read and agreed to. It ends, well, at a step that is done by hand;
   * `resume` then names the one to go on from. Fails: conflict (already: another run is under way), not-found (the facts are gone).
   */
  installRun: task({
    request: RunRequest,
    progress: InstallProgress,
    result: InstallProgress,
    subject: () => 'Docker',
    effect: 'changes'
  })
}
