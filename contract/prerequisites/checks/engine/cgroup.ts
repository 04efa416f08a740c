/** How the engine limits containers: whether it and systemd agree on who writes to the control groups. */
import type { Check } from '../check'
import { brief, says } from '../read'
import { unanswered } from './connection'
import { infoOf } from './info'

const key = (name: string): string => `prerequisites-engine.cgroup.${name}`
const needed = says(key('needed'))
const link = 'https://docs.docker.com/reference/cli/dockerd/#configure-cgroup-driver'

export const engineCgroup: Check = {
  id: 'engine-cgroup',
  group: 'engine',
  required: false,
  systems: ['linux', 'win32', 'darwin'],
  probes: ['engine-info'],
  judge(answers) {
    const info = infoOf(answers('engine-info'))
    if (info === undefined) return unanswered(answers('engine-info'), needed)
    // An engine for Windows containers has none.
    if (info.OSType === 'windows') return undefined
    if (info.CgroupDriver === '') return unanswered(answers('engine-info'), needed)
    const values = { driver: brief(info.CgroupDriver, 60), version: brief(info.CgroupVersion, 20) || '1' }
    if (info.CgroupDriver === 'none')
      return {
        outcome: 'not-met',
        found: says(key('found.none')),
        needed,
        cures: [
          {
            says: says(key('cure.delegate')),
            commands: [],
            link: 'https://docs.docker.com/engine/security/rootless/tips/#limiting-resources'
          }
        ]
      }
    return {
      outcome: 'met',
      found: says(key('found.driver'), values),
      needed,
      cures: values.version === '1' ? [{ says: says(key('cure.version-1')), commands: [], link }] : []
    }
  }
}
