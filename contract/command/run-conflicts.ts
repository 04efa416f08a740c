/** What is right in itself and does not go together: docker or its engine would refuse the whole. */
import type { RunOptions } from '../containers/run'
import { flagOfMount, volumeFlag } from './mount'
import { isOwnNetwork } from './network'
import type { CommandProblem } from './problem'
import { restartText } from './restart'

export const runConflicts = (options: RunOptions): readonly CommandProblem[] => [
  ...lifeConflicts(options),
  ...networkConflicts(options),
  ...duplicates(united(options.mounts).map(({ target }) => target)).map((text): CommandProblem => ({
    kind: 'mount-twice',
    flag: '--mount',
    text
  }))
]

/** Without those that docker unites: of two `--tmpfs` in one place the last counts, `-v` twice in the same words is one. */
const united = (mounts: RunOptions['mounts']): RunOptions['mounts'] => [
  ...new Map(
    mounts.map((mount, index) => {
      const flag = flagOfMount(mount)
      return [flag === 'tmpfs' ? mount.target : flag === 'volume' ? volumeFlag(mount) : index, mount] as const
    })
  ).values()
]

function lifeConflicts({ autoRemove, restart, detach, attach, logDriver, logOptions }: RunOptions): CommandProblem[] {
  const problems: CommandProblem[] = []
  if (autoRemove && restart.name !== 'no')
    problems.push({ kind: 'restart-and-remove', flag: '--restart', text: `--restart ${restartText(restart)}` })
  if (detach && attach.length > 0)
    problems.push({ kind: 'detach-and-attach', flag: '--attach', text: attach.map((name) => `-a ${name}`).join(' ') })
  if (logDriver === 'none' && logOptions.length > 0)
    problems.push({ kind: 'log-none', flag: '--log-opt', text: logOptions.join(' ') })
  return problems
}

function networkConflicts({ networks, macAddress }: RunOptions): CommandProblem[] {
  const own = networks.filter(({ name }) => isOwnNetwork(name))
  const others = networks.filter(({ name }) => !isOwnNetwork(name))
  const twiceAddressed = macAddress !== '' && (networks[0]?.macAddress ?? '') !== ''
  const mixed = own.length > 0 ? others : others.slice(1)
  return [
    ...duplicates(networks.map(({ name }) => name)).map((text): CommandProblem => ({
      kind: 'network-twice',
      flag: '--network',
      text
    })),
    ...(twiceAddressed ? [{ kind: 'network-both', flag: '--mac-address', text: macAddress } as const] : []),
    ...mixed.map(({ name }): CommandProblem => ({ kind: 'networks-mixed', flag: '--network', text: name })),
    ...others.flatMap(({ aliases, ip, ip6 }): CommandProblem[] => [
      ...aliases.map((text): CommandProblem => ({ kind: 'network-own-only', flag: '--network-alias', text })),
      ...(ip === '' ? [] : [{ kind: 'network-own-only', flag: '--ip', text: ip } as const]),
      ...(ip6 === '' ? [] : [{ kind: 'network-own-only', flag: '--ip6', text: ip6 } as const])
    ])
  ]
}

const duplicates = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index))
]
