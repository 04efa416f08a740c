/** What the kernel was built with. Source of the list: moby `contrib/check-config.sh`, "Generally Necessary". */
import type { Check } from '../check'
import { atLeast, says, textOf, unknown } from '../read'
import { readUname } from './uname'

const needed = says('prerequisites-linux.kernel-options.needed')

const always = [
  'NAMESPACES',
  'NET_NS',
  'PID_NS',
  'IPC_NS',
  'UTS_NS',
  'CGROUPS',
  'CGROUP_CPUACCT',
  'CGROUP_DEVICE',
  'CGROUP_FREEZER',
  'CGROUP_SCHED',
  'CPUSETS',
  'MEMCG',
  'KEYS',
  'VETH',
  'BRIDGE',
  'NETFILTER_XT_MATCH_ADDRTYPE',
  'NETFILTER_XT_MATCH_CONNTRACK',
  'NF_NAT',
  'POSIX_MQUEUE'
]
/** One of the two ways in which iptables filters: its own tables, or those of nftables beneath it. */
const legacy = ['IP_NF_FILTER', 'IP_NF_NAT', 'IP_NF_TARGET_MASQUERADE']
/** A part of BRIDGE before 3.18. */
const later = ['BRIDGE_NETFILTER']
const nft = ['NF_TABLES', 'NFT_COMPAT', 'NF_NAT']

/** Every one that is looked at. */
export const namesOfOptions: readonly string[] = [...new Set([...always, ...later, ...legacy, ...nft])]

/** Built in (`y`) or as a module (`m`). */
const enabledIn = (config: string): ReadonlySet<string> =>
  new Set([...config.matchAll(/^CONFIG_(\w+)=[ym]\s*$/gm)].map(([, name = '']) => name))

export const kernelOptions: Check = {
  id: 'linux-kernel-options',
  group: 'system',
  required: true,
  systems: ['linux'],
  probes: ['linux-kernel-config', 'linux-uname'],
  judge(answers) {
    const text = textOf(answers('linux-kernel-config'))
    const enabled = enabledIn(text ?? '')
    const cure = {
      says: says('prerequisites-linux.kernel-options.cure.script'),
      commands: [
        'curl -fsSL https://raw.githubusercontent.com/moby/moby/master/contrib/check-config.sh -o check-config.sh',
        'sh check-config.sh'
      ],
      link: 'https://github.com/moby/moby/blob/master/contrib/check-config.sh'
    }
    // A file without a single option is none.
    if (text === undefined || enabled.size === 0)
      return { ...unknown(answers('linux-kernel-config'), needed), cures: [cure] }
    const version = readUname(answers('linux-uname'))?.version
    const needs = version !== undefined && atLeast(version, [3, 18]) ? [...always, ...later] : always
    const lacking = needs.filter((name) => !enabled.has(name))
    const filters = [legacy, nft].some((way) => way.every((name) => enabled.has(name)))
    const all = filters ? lacking : [...lacking, ...legacy.filter((name) => !enabled.has(name))]
    if (all.length === 0)
      return {
        outcome: 'met',
        found: says('prerequisites-linux.kernel-options.found.all', {
          count: needs.length + legacy.length
        }),
        needed
      }
    return {
      outcome: 'not-met',
      found: says('prerequisites-linux.kernel-options.found.lacking', {
        options: all.map((name) => `CONFIG_${name}`).join(', ')
      }),
      needed,
      cures: [cure]
    }
  }
}
