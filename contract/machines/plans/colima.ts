/** Colima (abiosoft/colima, cmd/{start,stop,restart}.go): sizes are taken at its start, in GiB. */
import type { MachineRef } from '../model'
import { gibibytes, given, lineOf, option, type Words } from './line'
import { run, type Plans } from './plan'

/** The profile `default` needs no name. */
const profile = ({ name }: MachineRef): Words => (name === 'default' ? [] : [['argument', name, 'profile']])

export const colima: Plans = {
  start: (machine) => [run(lineOf('colima', [['subcommand', 'start', 'start'], ...profile(machine)]))],
  stop: (machine) => [run(lineOf('colima', [['subcommand', 'stop', 'stop'], ...profile(machine)]))],
  restart: (machine) => [run(lineOf('colima', [['subcommand', 'restart', 'restart'], ...profile(machine)]))],
  change: (machine, { cpus, memoryBytes, diskBytes }) => [
    ...(machine.running ? colima.stop(machine) : []),
    run(
      lineOf('colima', [
        ['subcommand', 'start', 'start'],
        ...profile(machine),
        ...given(cpus, (count) => option('--cpu', count, 'cpus', 'cpus-count')),
        ...given(memoryBytes, (bytes) => option('--memory', gibibytes(bytes), 'memory', 'gibibytes')),
        ...given(diskBytes, (bytes) => option('--disk', gibibytes(bytes), 'disk', 'gibibytes'))
      ])
    )
  ]
}
