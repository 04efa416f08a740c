/** What is right in itself and does not go together: said where it is, before docker or the engine says it. */
import { isOwnNetwork } from '../../../contract/command/network'
import type { CommandProblem } from '../../../contract/command/problem'
import { runConflicts } from '../../../contract/command/run-conflicts'
import type { RunOptions } from '../../../contract/containers/run'
import type english from '../../../locales/en/run.json'
import { commandProblem, type Problem } from './problem'

export interface Conflict {
  /** In the options: `restart`, `networks.1`. */
  readonly path: string
  readonly problem: Problem
  /** The container could not be made or started so; else it is only good to know. */
  readonly refused: boolean
}

type Name = keyof (typeof english)['conflict']
const conflict = (path: string, name: Name, refused: boolean, values: Problem['values'] = {}): Conflict => ({
  path,
  problem: { key: `run.conflict.${name}`, values },
  refused
})
const when = (holds: boolean, found: () => Conflict): readonly Conflict[] => (holds ? [found()] : [])

export const conflictsOf = (options: RunOptions): readonly Conflict[] => [
  ...runConflicts(options).map((problem) => ({
    path: pathOf(problem, options),
    problem: commandProblem(problem),
    refused: true
  })),
  ...memoryConflicts(options),
  ...networkConflicts(options),
  ...securityNotes(options)
]

/** Docker's flag as the form's field. */
function pathOf({ flag, text = '' }: CommandProblem, { networks, mounts }: RunOptions): string {
  const network = (holds: (one: RunOptions['networks'][number]) => boolean): string =>
    `networks.${networks.findLastIndex(holds)}`
  switch (flag) {
    case '--attach':
      return 'attach'
    case '--log-opt':
      return 'logOptions'
    case '--mac-address':
      return 'macAddress'
    case '--mount':
      return `mounts.${mounts.findLastIndex(({ target }) => target === text)}`
    case '--network':
      return network(({ name }) => name === text)
    case '--network-alias':
      return network(({ name, aliases }) => !isOwnNetwork(name) && aliases.includes(text))
    case '--ip':
      return network(({ name, ip }) => !isOwnNetwork(name) && ip === text)
    case '--ip6':
      return network(({ name, ip6 }) => !isOwnNetwork(name) && ip6 === text)
    default:
      return 'restart'
  }
}

const leastMemory = 6 * 1024 * 1024

function memoryConflicts(options: RunOptions): readonly Conflict[] {
  const { memory = 0, memoryReservation = 0, memorySwap = 0, cpus, cpuPeriod, cpuQuota } = options
  return [
    ...when(memory > 0 && memory < leastMemory, () => conflict('memory', 'memory-small', true)),
    ...when(memorySwap > 0 && memory === 0, () => conflict('memorySwap', 'swap-alone', true)),
    ...when(memorySwap > 0 && memorySwap < memory, () => conflict('memorySwap', 'swap-less', true)),
    ...when(memory > 0 && memoryReservation > memory, () => conflict('memoryReservation', 'reservation-more', true)),
    ...when(cpus !== undefined && (cpuPeriod !== undefined || cpuQuota !== undefined), () =>
      conflict('cpus', 'cpus-quota', true)
    ),
    ...when(options.oomKillDisable && memory === 0, () => conflict('oomKillDisable', 'oom-kill', false))
  ]
}

/** What moby refuses beside a network of another kind (runconfig, validateNetMode). */
function networkConflicts(options: RunOptions): readonly Conflict[] {
  const [network = ''] = options.networks.map(({ name }) => name)
  const container = network.startsWith('container:')
  const shared = container || network === 'host'
  const published = options.ports.length > 0 ? 'ports.0' : options.publishAll ? 'publishAll' : undefined
  const refusedBeside = (names: ReadonlyArray<'expose' | 'dns' | 'extraHosts' | 'links'>): readonly Conflict[] =>
    names.flatMap((name) =>
      when(options[name].length > 0, () => conflict(`${name}.0`, 'network-shared', true, { network }))
    )
  return [
    ...when(container && options.hostname !== '', () => conflict('hostname', 'network-shared', true, { network })),
    ...when(options.uts === 'host' && options.hostname !== '', () => conflict('hostname', 'uts-hostname', true)),
    ...(published === undefined
      ? []
      : container
        ? [conflict(published, 'network-shared', true, { network })]
        : when(network === 'host' || network === 'none', () =>
            conflict(published, 'ports-discarded', false, { network })
          )),
    ...(container ? refusedBeside(['expose', 'dns', 'extraHosts']) : []),
    ...(shared ? refusedBeside(['links']) : []),
    ...when(shared && options.macAddress !== '', () => conflict('macAddress', 'network-shared', true, { network }))
  ]
}

function securityNotes({ privileged, capAdd, mounts }: RunOptions): readonly Conflict[] {
  const socket = mounts.findIndex(({ source }) => /(^|\/)docker\.sock$/.test(source))
  return [
    ...when(privileged, () => conflict('privileged', 'privileged', false)),
    ...when(privileged && capAdd.length > 0, () => conflict('capAdd.0', 'privileged-caps', false)),
    ...when(socket >= 0, () => conflict(`mounts.${socket}`, 'docker-socket', false))
  ]
}
