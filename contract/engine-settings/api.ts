import * as v from 'valibot'
import { call, task } from '../define'
import { Scope } from '../scope'
import { ApplyProgress, ApplyResult, EngineSettings } from './model'

/** More than any settings: nothing longer is read or written. */
export const longestText = 512 * 1024

export const engineSettings = {
  read: call({ request: Scope, reply: EngineSettings }),
  /** Fails with `conflict` where the file is no longer the one of `version`: nothing is written then. */
  apply: task({
    request: v.object({
      ...Scope.entries,
      text: v.pipe(v.string(), v.maxLength(longestText)),
      version: v.string()
    }),
    progress: ApplyProgress,
    result: ApplyResult,
    subject: () => 'daemon.json',
    effect: 'changes'
  }),
  /** After an applying that was cut short: the file that is there is the right one. */
  keep: call({ request: Scope, reply: v.void(), effect: 'changes' }),
  /** Docker Desktop on Windows: the other kind of containers; those of this kind stop, and are hidden until it is switched back. */
  switchContainers: task({
    request: v.object({ ...Scope.entries, to: v.picklist(['linux', 'windows']) }),
    progress: v.object({}),
    result: v.object({ os: v.string() }),
    subject: ({ to }) => to,
    effect: 'changes'
  })
}
