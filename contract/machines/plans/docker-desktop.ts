/**
 * Docker Desktop: `docker desktop` from 4.37 (docs.docker.com/reference/cli/docker/desktop), before that the application itself. Sizes
 * stand in its settings file, which it writes anew as it ends: it must be off.
 */
import type { CommandLine } from '../../command/line'
import type { MachineRef } from '../model'
import { lineOf, mebibytes } from './line'
import { run, stopThenStart, whileStopped, type Plan, type Plans } from './plan'

type Verb = 'start' | 'stop' | 'restart'

const desktop = (verb: Verb): CommandLine =>
  lineOf('docker', [
    ['subcommand', 'desktop', `${verb}-desktop`],
    ['subcommand', verb, `${verb}-desktop`]
  ])

/** On Linux it is a service of the person's own, in every version. */
const ownService = (verb: Verb): CommandLine =>
  lineOf('systemctl', [
    ['flag', '--user', 'own-service'],
    ['subcommand', verb, `${verb}-service`],
    ['argument', 'docker-desktop', 'service-unit']
  ])

const application: Readonly<Record<'darwin' | 'win32', Readonly<Record<'start' | 'stop', CommandLine>>>> = {
  darwin: {
    start: lineOf('open', [
      ['flag', '-a', 'by-name'],
      ['value', 'Docker', 'application']
    ]),
    stop: lineOf('osascript', [
      ['flag', '-e', 'script'],
      ['value', 'quit app "Docker"', 'quit-application']
    ])
  },
  win32: {
    start: lineOf('powershell', [
      ['flag', '-NoProfile', 'no-profile'],
      ['flag', '-Command', 'script'],
      ['value', "Start-Process 'C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe'", 'start-application']
    ]),
    // Nothing quits it in good order: from outside it can only be ended, with all that it does.
    stop: lineOf('taskkill', [
      ['flag', '/im', 'by-name'],
      ['value', 'Docker Desktop.exe', 'application']
    ])
  }
}

function one({ system, way }: MachineRef, verb: 'start' | 'stop'): Plan {
  if (way !== 'app') return [run(desktop(verb))]
  return [run(system === 'linux' ? ownService(verb) : application[system][verb])]
}

export const dockerDesktop: Plans = {
  start: (machine) => one(machine, 'start'),
  stop: (machine) => one(machine, 'stop'),
  restart(machine) {
    if (machine.way !== 'app') return [run(desktop('restart'))]
    return machine.system === 'linux' ? [run(ownService('restart'))] : stopThenStart(dockerDesktop, machine)
  },
  change: (machine, { cpus, memoryBytes, diskBytes }) => {
    const entries: Array<readonly [string, number]> = []
    if (cpus !== undefined) entries.push(['Cpus', cpus])
    if (memoryBytes !== undefined) entries.push(['MemoryMiB', mebibytes(memoryBytes)])
    if (diskBytes !== undefined) entries.push(['DiskSizeMiB', mebibytes(diskBytes)])
    return whileStopped(dockerDesktop, machine, [{ kind: 'edit', file: 'docker-desktop', entries }])
  }
}
