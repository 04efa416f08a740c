/** OrbStack (docs.orbstack.dev, `orbctl config set`): one setting a command, in force from the next start. */
import type { CommandLine } from '../../command/line'
import { lineOf, mebibytes } from './line'
import { run, stopThenStart, type Plan, type Plans } from './plan'

const setting = (name: string, value: number, explain: 'cpus-count' | 'mebibytes'): CommandLine =>
  lineOf('orbctl', [
    ['subcommand', 'config', 'change'],
    ['subcommand', 'set', 'change'],
    ['argument', name, 'setting'],
    ['argument', String(value), explain]
  ])

export const orbstack: Plans = {
  start: () => [run(lineOf('orbctl', [['subcommand', 'start', 'start']]))],
  stop: () => [run(lineOf('orbctl', [['subcommand', 'stop', 'stop']]))],
  restart: (machine) => stopThenStart(orbstack, machine),
  change: (machine, { cpus, memoryBytes }): Plan => [
    ...(cpus === undefined ? [] : [run(setting('cpu', cpus, 'cpus-count'))]),
    ...(memoryBytes === undefined ? [] : [run(setting('memory_mib', mebibytes(memoryBytes), 'mebibytes'))]),
    ...(machine.running ? stopThenStart(orbstack, machine) : [])
  ]
}
