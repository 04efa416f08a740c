/** Pasted outputs as answers to the same probes that this computer is asked: in any order, with or without prompts and commands. */
import type { Answer, Answers, System } from '../checks/check'
import { readAsked } from './ask'
import { clean, outputLines } from './clean'
import { isLinuxAlone, readLinux, type Given } from './linux-given'
import { outputs, type OutputId } from './outputs'
import { readComputerInfo } from './read-computer-info'
import { engineFacts, readDockerVersion, type DockerTold } from './read-docker'
import { readDockerInfo, systemOfFailure, systemOfInfo } from './read-docker-info'
import { withoutConfig } from './read-kernel-config'
import { isMac, readMacDisk, readMacHardware, readMacVersion } from './read-mac'
import { readSystemInfo } from './read-systeminfo'
import { lacksWsl, readBoot, readFactsLine, readGroups, readVer, readWsl } from './read-windows'

export interface Pasted {
  /** Undefined: nothing in it tells. */
  readonly system: System | undefined
  /** The outputs that were found in it. */
  readonly found: readonly OutputId[]
  readonly answers: Answers
}

function readWindows(text: string, lines: readonly string[]): readonly Given[] {
  const facts = readFactsLine(text)
  const info = readSystemInfo(lines)
  const computer = readComputerInfo(lines)
  const build = readVer(text)
  const wsl = readWsl(lines)
  const some = { ...(build === undefined ? {} : { build }), ...computer, ...info }
  const told = facts ?? (Object.keys(some).length === 0 ? undefined : JSON.stringify(some))
  return [
    ['windows-facts', { 'windows-facts': facts }],
    ['systeminfo', { 'windows-facts': info === undefined ? undefined : told }],
    ['computer-info', { 'windows-facts': computer === undefined ? undefined : told }],
    ['ver', { 'windows-facts': build === undefined ? undefined : told }],
    ['wsl-version', { 'windows-wsl-version': wsl.version ?? (lacksWsl(lines) ? { kind: 'missing' } : undefined) }],
    ['wsl-list', { 'windows-wsl-list': wsl.list }],
    ['groups', { 'windows-groups': readGroups(lines) }],
    ['bcdedit', { 'windows-boot': readBoot(lines) }]
  ]
}

function readMac(lines: readonly string[]): readonly Given[] {
  const hardware = readMacHardware(lines)
  const isSysctl = lines.some((line) => /^\s*(?:hw|kern|machdep|sysctl)\.[\w.]+\s*[:=]/.test(line))
  return [
    ['sw-vers', { 'macos-version': readMacVersion(lines) }],
    [isSysctl ? 'sysctl' : 'system-profiler', { 'macos-hardware': hardware }],
    ['df', { 'macos-disk': readMacDisk(lines) }]
  ]
}

function readDocker(lines: readonly string[], told: DockerTold | undefined): readonly Given[] {
  const facts = told === undefined ? {} : engineFacts(told)
  const info = readDockerInfo(lines)
  return [
    ['docker-version', { 'engine-version': facts.version, 'engine-connection': facts.connection }],
    ['docker-info', { 'engine-info': info }]
  ]
}

const gives = ([, answers]: Given): boolean => Object.values(answers).some((answer) => answer !== undefined)

const systems: Readonly<Record<string, System>> = { windows: 'win32', darwin: 'darwin', linux: 'linux' }

interface Told {
  readonly lines: readonly string[]
  readonly windows: boolean
  readonly linux: readonly Given[]
  readonly docker: DockerTold | undefined
  /** The first name of what was asked by this app's own line. */
  readonly asked: string
}

/** On Windows and on a Mac, the Linux of a container or of WSL is pasted too: theirs goes first, by what only they write. */
function systemOf({ lines, windows, linux, docker, asked }: Told): System | undefined {
  if (windows) return 'win32'
  if (asked.startsWith('macos-') || isMac(lines)) return 'darwin'
  const client = systems[docker?.clientOs ?? '']
  if (client === 'win32' || client === 'darwin') return client
  if (asked.startsWith('linux-') || linux.some(isLinuxAlone)) return 'linux'
  return (
    client ??
    systems[systemOfInfo(lines) ?? systemOfFailure(docker?.failure ?? '') ?? (linux.length > 0 ? 'linux' : '')]
  )
}

export function readPasted(pasted: string): Pasted {
  const text = clean(withoutConfig(pasted))
  const lines = outputLines(text)
  const docker = readDockerVersion(lines)
  const windows = readWindows(text, lines).filter(gives)
  const linux = readLinux(pasted, lines, docker).filter(gives)
  const asked = readAsked(lines)
  const [first = ''] = asked.keys()
  const system = systemOf({ lines, windows: windows.length > 0, linux, docker, asked: first })
  const own = { win32: () => windows, darwin: () => readMac(lines).filter(gives), linux: () => linux }
  const given = [...(system === undefined ? [] : own[system]()), ...readDocker(lines, docker).filter(gives)]
  const told = new Map(
    given.flatMap(([, answers]) => Object.entries(answers).filter(([, answer]) => answer !== undefined))
  )
  const found: readonly OutputId[] = [...given.map(([id]) => id), ...(asked.size > 0 ? (['asked'] as const) : [])]
  return {
    system,
    found: outputs.map(({ id }) => id).filter((id) => found.includes(id)),
    answers: (probe): Answer => {
      const answer = told.get(probe)
      if (typeof answer === 'string') return asked.get(probe) ?? { kind: 'answered', text: answer }
      return asked.get(probe) ?? answer ?? { kind: 'not-asked' }
    }
  }
}
