/** Docker Engine as systemd's service (systemctl(1)): its socket would wake it at the next question, so that both are stopped. */
import type { CommandLine } from '../../command/line'
import type { MachineRef } from '../model'
import { lineOf, type MachineWord, type Words } from './line'
import type { Plan, Plans } from './plan'

function systemctl(
  { way }: MachineRef,
  verb: MachineWord & ('start' | 'stop' | 'restart'),
  units: readonly string[]
): Plan {
  const words: Words = [
    ['subcommand', verb, `${verb}-service`],
    ...units.map((unit): Words[number] => ['argument', unit, unit.endsWith('.socket') ? 'socket-unit' : 'service-unit'])
  ]
  if (way === 'user') return [{ kind: 'run', line: lineOf('systemctl', [['flag', '--user', 'own-service'], ...words]) }]
  const { parts } = lineOf('systemctl', words)
  const line: CommandLine = {
    parts: [
      { text: 'sudo', kind: 'program', explain: 'machines.explain.program.sudo' },
      ...parts.map((part) => (part.kind === 'program' ? { ...part, kind: 'subcommand' as const } : part))
    ]
  }
  return [{ kind: 'run', line, rights: true }]
}

export const engineService: Plans = {
  start: (machine) => systemctl(machine, 'start', ['docker.service']),
  // Only what is there is named.
  stop: (machine) =>
    systemctl(
      machine,
      'stop',
      machine.way === 'user' || machine.way === 'no-socket' ? ['docker.service'] : ['docker.socket', 'docker.service']
    ),
  restart: (machine) => systemctl(machine, 'restart', ['docker.service']),
  change: () => []
}
