/** Podman (containers/podman, cmd/podman/machine/set.go): memory in MiB, disk in GiB, of a machine that is stopped. */
import { gibibytes, given, lineOf, mebibytes, option, type MachineWord, type Words } from './line'
import { run, stopThenStart, whileStopped, type Plans } from './plan'

const words = (verb: string, explain: MachineWord, more: Words, name: string) =>
  lineOf('podman', [
    ['subcommand', 'machine', explain],
    ['subcommand', verb, explain],
    ...more,
    ['argument', name, 'machine']
  ])

export const podmanMachine: Plans = {
  start: ({ name }) => [run(words('start', 'start', [], name))],
  stop: ({ name }) => [run(words('stop', 'stop', [], name))],
  restart: (machine) => stopThenStart(podmanMachine, machine),
  change: (machine, { cpus, memoryBytes, diskBytes }) =>
    whileStopped(podmanMachine, machine, [
      run(
        words(
          'set',
          'change',
          [
            ...given(cpus, (count) => option('--cpus', count, 'cpus', 'cpus-count')),
            ...given(memoryBytes, (bytes) => option('--memory', mebibytes(bytes), 'memory', 'mebibytes')),
            ...given(diskBytes, (bytes) => option('--disk-size', gibibytes(bytes), 'disk', 'gibibytes'))
          ],
          machine.name
        )
      )
    ])
}
