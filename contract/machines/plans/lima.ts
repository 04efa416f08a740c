/** Lima (lima-vm/lima, cmd/limactl): `limactl edit` takes sizes in GiB, of a machine that is stopped; --tty=false: it opens no editor. */
import { gibibytes, given, lineOf, option } from './line'
import { run, stopThenStart, whileStopped, type Plans } from './plan'

export const lima: Plans = {
  start: ({ name }) => [
    run(
      lineOf('limactl', [
        ['subcommand', 'start', 'start'],
        ['argument', name, 'machine']
      ])
    )
  ],
  stop: ({ name }) => [
    run(
      lineOf('limactl', [
        ['subcommand', 'stop', 'stop'],
        ['argument', name, 'machine']
      ])
    )
  ],
  restart: (machine) => stopThenStart(lima, machine),
  change: (machine, { cpus, memoryBytes, diskBytes }) =>
    whileStopped(lima, machine, [
      run(
        lineOf('limactl', [
          ['subcommand', 'edit', 'change'],
          ['flag', '--tty=false', 'no-editor'],
          ...given(cpus, (count) => option('--cpus', count, 'cpus', 'cpus-count')),
          ...given(memoryBytes, (bytes) => option('--memory', gibibytes(bytes), 'memory', 'gibibytes')),
          ...given(diskBytes, (bytes) => option('--disk', gibibytes(bytes), 'disk', 'gibibytes')),
          ['argument', machine.name, 'machine']
        ])
      )
    ])
}
