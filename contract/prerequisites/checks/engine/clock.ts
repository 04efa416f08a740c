/** The engine's clock beside this computer's: certificates, sign-ins and ages go by it. */
import * as v from 'valibot'
import type { Check } from '../check'
import { parseJson, says } from '../read'
import { unanswered } from './connection'

/** Milliseconds since 1970. */
const Clock = v.object({ theirs: v.number(), before: v.number(), after: v.number() })

/** Seconds. */
const most = 30
const key = (name: string): string => `prerequisites-engine.clock.${name}`
const needed = says(key('needed'), { count: most })

/** Seconds by which theirs is ahead: what the way there and back, and the missing parts of a second, explain is no difference. */
export function aheadOf({ theirs, before, after }: v.InferOutput<typeof Clock>): number {
  if (theirs > after) return Math.round((theirs - after) / 1000)
  return theirs + 1000 < before ? -Math.round((before - theirs - 1000) / 1000) : 0
}

export const clock: Check = {
  id: 'engine-clock',
  group: 'engine',
  required: false,
  systems: ['linux', 'win32', 'darwin'],
  probes: ['engine-clock'],
  judge(answers) {
    const known = parseJson(answers('engine-clock'), Clock)
    if (known === undefined) return unanswered(answers('engine-clock'), needed)
    const ahead = aheadOf(known)
    const count = Math.abs(ahead)
    if (count === 0) return { outcome: 'met', found: says(key('found.same')), needed }
    const found = says(key(ahead > 0 ? 'found.ahead' : 'found.behind'), { count })
    if (count <= most) return { outcome: 'met', found, needed }
    return {
      outcome: 'not-met',
      found,
      needed,
      cures: [
        { says: says(key('cure.synchronize')), commands: ['timedatectl status', 'sudo timedatectl set-ntp true'] },
        { says: says(key('cure.machine')), commands: [] }
      ]
    }
  }
}
