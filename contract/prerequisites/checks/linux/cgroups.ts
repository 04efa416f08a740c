/** Control groups, in their first or second version, with the controllers by which containers are held apart and limited. */
import type { Answers, Check, Judgement } from '../check'
import { says, textOf, unknown } from '../read'
import { distributionOf } from './distribution'

const needed = says('prerequisites-linux.cgroups.needed')
const link = 'https://docs.docker.com/engine/containers/runmetrics/#control-groups'

/** What an engine limits by; without `memory` it runs, and says so. */
const second = ['cpu', 'memory', 'pids']
/** dockerd does not start without `devices` (daemon/daemon_unix.go, "Devices cgroup isn't mounted"). */
const first = ['cpu', 'cpuacct', 'cpuset', 'devices', 'freezer', 'memory']

/** Lines of /proc/cgroups: `memory 4 266 1`, the last being whether it is enabled. */
const enabledFirst = (text: string): string[] =>
  text.split('\n').flatMap((line) => {
    const [name = '', , , enabled] = line.trim().split(/\s+/)
    return enabled === '1' && !name.startsWith('#') ? [name] : []
  })

export const cgroups: Check = {
  id: 'linux-cgroups',
  group: 'system',
  required: true,
  systems: ['linux'],
  probes: ['linux-cgroup-type', 'linux-cgroup-controllers', 'linux-cgroups', 'linux-os-release'],
  judge(answers) {
    const type = textOf(answers('linux-cgroup-type'))?.trim()
    if (type === undefined) return unknown(answers('linux-cgroup-type'), needed)
    // Coreutils that do not know the name yet write its number.
    if (type === 'cgroup2fs' || /63677270/.test(type)) {
      const text = textOf(answers('linux-cgroup-controllers'))
      if (text === undefined) return unknown(answers('linux-cgroup-controllers'), needed)
      return judged(answers, 2, second, text.trim().split(/\s+/))
    }
    const text = textOf(answers('linux-cgroups'))
    if (type === 'tmpfs') {
      if (text === undefined) return unknown(answers('linux-cgroups'), needed)
      return judged(answers, 1, first, enabledFirst(text))
    }
    if (/^[a-z0-9-]+$/.test(type))
      return {
        outcome: 'not-met',
        found: says('prerequisites-linux.cgroups.found.not-mounted'),
        needed,
        cures: [{ says: says('prerequisites-linux.cgroups.cure.mount'), commands: [], link }]
      }
    return unknown({ kind: 'answered', text: type }, needed)
  }
}

function judged(answers: Answers, version: 1 | 2, wanted: readonly string[], there: readonly string[]): Judgement {
  const lacking = wanted.filter((name) => !there.includes(name))
  const values = { version, controllers: wanted.filter((name) => there.includes(name)).join(', ') }
  if (lacking.length === 0)
    return { outcome: 'met', found: says('prerequisites-linux.cgroups.found.all', values), needed }
  const found = says('prerequisites-linux.cgroups.found.lacking', { version, lacking: lacking.join(', ') })
  if (!lacking.includes('memory'))
    return {
      outcome: 'not-met',
      found,
      needed,
      cures: [{ says: says('prerequisites-linux.cgroups.cure.enable'), commands: [], link }]
    }
  // Raspberry Pi's kernels leave it out unless they are told at boot.
  const { id } = distributionOf(answers)
  const key = id === 'raspbian' ? 'memory-raspberry' : 'memory'
  return {
    outcome: 'not-met',
    found,
    needed,
    cures: [{ says: says(`prerequisites-linux.cgroups.cure.${key}`), commands: [], link }]
  }
}
