/** Rancher Desktop (rancher-sandbox/rancher-desktop, src/go/rdctl/cmd): `rdctl set` asks the application that runs; else `rdctl start` takes the same. */
import { gibibytes, given, lineOf, option } from './line'
import { run, stopThenStart, type Plans } from './plan'

export const rancherDesktop: Plans = {
  start: () => [run(lineOf('rdctl', [['subcommand', 'start', 'start-application']]))],
  stop: () => [run(lineOf('rdctl', [['subcommand', 'shutdown', 'stop-application']]))],
  restart: (machine) => stopThenStart(rancherDesktop, machine),
  change: ({ running }, { cpus, memoryBytes }) => [
    run(
      lineOf('rdctl', [
        running ? ['subcommand', 'set', 'change'] : ['subcommand', 'start', 'start-application'],
        ...given(cpus, (count) => option('--virtual-machine.number-cpus', count, 'cpus', 'cpus-count')),
        ...given(memoryBytes, (bytes) =>
          option('--virtual-machine.memory-in-gb', Math.round(gibibytes(bytes)), 'memory', 'gibibytes')
        )
      ])
    )
  ]
}
