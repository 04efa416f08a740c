/** What the engine itself warns of: `docker info` ends with it. */
import type { Check } from '../check'
import { brief, says } from '../read'
import { unanswered } from './connection'
import { infoOf } from './info'

const key = (name: string): string => `prerequisites-engine.warnings.${name}`
const needed = says(key('needed'))

export const warnings: Check = {
  id: 'engine-warnings',
  group: 'engine',
  required: false,
  systems: ['linux', 'win32', 'darwin'],
  probes: ['engine-info'],
  judge(answers) {
    const info = infoOf(answers('engine-info'))
    if (info === undefined) return unanswered(answers('engine-info'), needed)
    const told = info.Warnings.map((warning) => brief(warning)).filter((warning) => warning !== '')
    if (told.length === 0) return { outcome: 'met', found: says(key('found.none')), needed }
    return {
      outcome: 'not-met',
      found: says(key('found.some'), { count: told.length, warnings: told.join(' · ') }),
      needed,
      cures: curesOf(told.join('\n'))
    }
  }
}

const curesOf = (told: string) => [
  ...(/API is accessible on|Binding .* without TLS|unencrypted/i.test(told)
    ? [
        {
          says: says(key('cure.open-api')),
          commands: [],
          link: 'https://docs.docker.com/engine/security/protect-access/'
        }
      ]
    : []),
  ...(/No \w[\w -]*(limit|support)|cgroup/i.test(told)
    ? [{ says: says(key('cure.limits')), commands: [], link: 'https://docs.docker.com/engine/daemon/troubleshoot/' }]
    : []),
  ...(/bridge-nf-call/i.test(told)
    ? [
        {
          says: says(key('cure.bridge')),
          commands: [
            'sudo modprobe br_netfilter',
            'sudo sysctl net.bridge.bridge-nf-call-iptables=1 net.bridge.bridge-nf-call-ip6tables=1'
          ],
          link: 'https://docs.docker.com/engine/network/packet-filtering-firewalls/'
        }
      ]
    : [])
]
