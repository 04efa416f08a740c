/** docker-machine (docker/machine, commands): it sets no size of a machine that is made; VirtualBox does, of one that is off. */
import { given, lineOf, mebibytes, option, type MachineWord } from './line'
import { run, whileStopped, type Plans } from './plan'

const words = (verb: MachineWord & ('start' | 'stop' | 'restart'), name: string) =>
  lineOf('docker-machine', [
    ['subcommand', verb, verb],
    ['argument', name, 'machine']
  ])

export const dockerMachine: Plans = {
  start: ({ name }) => [run(words('start', name))],
  stop: ({ name }) => [run(words('stop', name))],
  restart: ({ name }) => [run(words('restart', name))],
  change: (machine, { cpus, memoryBytes }) =>
    whileStopped(dockerMachine, machine, [
      run(
        lineOf('VBoxManage', [
          ['subcommand', 'modifyvm', 'change'],
          ['argument', machine.name, 'machine'],
          ...given(cpus, (count) => option('--cpus', count, 'cpus', 'cpus-count')),
          ...given(memoryBytes, (bytes) => option('--memory', mebibytes(bytes), 'memory', 'mebibytes'))
        ])
      )
    ])
}
